"""Reads problems as JSON on stdin, one a line, and answers each with the median time of SymPy's derivative, in ms.

The cache is emptied before each run. What is timed is the derivative alone: no TeX is read and none is written.
"""
import json
import sys
import time

import sympy as sp
from sympy.core.cache import clear_cache

m, n, p = sp.symbols("m n p", integer=True, positive=True)
names = {
    "A": sp.MatrixSymbol("A", n, n), "B": sp.MatrixSymbol("B", n, n), "X": sp.MatrixSymbol("X", n, n),
    "M": sp.MatrixSymbol("M", m, n), "U": sp.MatrixSymbol("U", n, p), "V": sp.MatrixSymbol("V", m, p),
    "T": sp.MatrixSymbol("T", n, m), "x": sp.MatrixSymbol("x", n, 1), "a": sp.MatrixSymbol("a", n, 1),
    "b": sp.MatrixSymbol("b", m, 1), "c": sp.MatrixSymbol("c", n, 1), "tr": sp.Trace,
}

print(json.dumps({"version": sp.__version__}))
for line in sys.stdin:
    asked = json.loads(line)
    times = []
    for _ in range(asked["runs"]):
        clear_cache()
        f = eval(asked["f"], {}, names)
        begun = time.perf_counter()
        result = f
        for _ in range(asked["order"]):
            result = result.diff(names[asked["wrt"]])
        times.append(1000 * (time.perf_counter() - begun))
    print(json.dumps({"ms": sorted(times)[len(times) // 2], "zero": result == 0}), flush=True)
