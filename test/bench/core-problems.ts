/**
 * Eight gradients, each three times: as a note says it, in mathjs, and in plain loops. Everywhere the check is the same:
 * f's slope in every entry against the formula, on random values that the check draws itself. In mathjs and in loops the
 * slopes are central differences, as one would take them there; Nabla has them from numbers that carry derivatives.
 * What is done once for any number of checks counts for none: mathjs compiles f and the formula, Nabla prepares its job.
 */
export interface CoreProblem {
  readonly name: string;
  /** The claim as a note has it. */
  readonly note: string;
  /** For mathjs: f, its gradient, and the shapes of its names at size 5; the first is the variable. */
  readonly f: string;
  readonly gradient: string;
  readonly names: Readonly<Record<string, readonly number[]>>;
  /** Names of the variable that must be well-conditioned. */
  readonly definite?: boolean;
  /** The same in loops: f of the variable, and the gradient into an array. */
  readonly plain: (v: Readonly<Record<string, Float64Array>>) => {
    readonly f: () => number;
    readonly gradient: (into: Float64Array) => void;
  };
}

export const N = 5;

const declared = String.raw`Let $A, B, X \in \mathbb{R}^{n\times n}$ with $X$ invertible, and $a, b, x, y \in \mathbb{R}^n$. `;
const claim = (it: string): string => `${declared}\n\n$$${it}$$\n`;

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < N; i++) sum += a[i]! * b[i]!;
  return sum;
};
/** into = A v, or Aᵀ v. */
const apply = (a: Float64Array, v: Float64Array, into: Float64Array, turned = false): void => {
  for (let i = 0; i < N; i++) {
    let sum = 0;
    for (let j = 0; j < N; j++) sum += (turned ? a[j * N + i]! : a[i * N + j]!) * v[j]!;
    into[i] = sum;
  }
};
const multiply = (a: Float64Array, b: Float64Array, into: Float64Array): void => {
  for (let i = 0; i < N; i++)
    for (let j = 0; j < N; j++) {
      let sum = 0;
      for (let k = 0; k < N; k++) sum += a[i * N + k]! * b[k * N + j]!;
      into[i * N + j] = sum;
    }
};
/** Gauss and Jordan: the determinant, and the inverse in `into`. */
const invert = (a: Float64Array, into: Float64Array, work: Float64Array): number => {
  work.set(a);
  into.fill(0);
  for (let i = 0; i < N; i++) into[i * N + i] = 1;
  let determinant = 1;
  for (let c = 0; c < N; c++) {
    let p = c;
    for (let r = c + 1; r < N; r++) if (Math.abs(work[r * N + c]!) > Math.abs(work[p * N + c]!)) p = r;
    if (p !== c) {
      determinant = -determinant;
      for (const m of [work, into])
        for (let j = 0; j < N; j++) [m[p * N + j], m[c * N + j]] = [m[c * N + j]!, m[p * N + j]!];
    }
    const pivot = work[c * N + c]!;
    determinant *= pivot;
    for (const m of [work, into]) for (let j = 0; j < N; j++) m[c * N + j]! /= pivot;
    for (let r = 0; r < N; r++) {
      const factor = r === c ? 0 : work[r * N + c]!;
      if (factor !== 0)
        for (const m of [work, into]) for (let j = 0; j < N; j++) m[r * N + j]! -= factor * m[c * N + j]!;
    }
  }
  return determinant;
};
const vector = (): Float64Array => new Float64Array(N);
const square = (): Float64Array => new Float64Array(N * N);

export const coreProblems: readonly CoreProblem[] = [
  {
    name: 'quadratic form',
    note: claim(String.raw`\nabla_x\, x^\top A x = (A + A^\top) x`),
    f: "x' * A * x",
    gradient: "(A + A') * x",
    names: { x: [N], A: [N, N] },
    plain: ({ x, A }) => {
      const u = vector();
      return {
        f: () => (apply(A!, x!, u), dot(x!, u)),
        gradient: (into) => {
          apply(A!, x!, into);
          apply(A!, x!, u, true);
          for (let i = 0; i < N; i++) into[i]! += u[i]!;
        },
      };
    },
  },
  {
    name: 'least squares',
    note: claim(String.raw`\nabla_x \|Ax - b\|^2 = 2A^\top(Ax - b)`),
    f: "(A * x - b)' * (A * x - b)",
    gradient: "2 * A' * (A * x - b)",
    names: { x: [N], A: [N, N], b: [N] },
    plain: ({ x, A, b }) => {
      const r = vector();
      const rest = (): void => {
        apply(A!, x!, r);
        for (let i = 0; i < N; i++) r[i]! -= b![i]!;
      };
      return {
        f: () => (rest(), dot(r, r)),
        gradient: (into) => {
          rest();
          apply(A!, r, into, true);
          for (let i = 0; i < N; i++) into[i]! *= 2;
        },
      };
    },
  },
  {
    name: 'log-sum-exp',
    note: claim(String.raw`\nabla_x \log(\mathbf{1}^\top \exp(x)) = \frac{\exp(x)}{\mathbf{1}^\top \exp(x)}`),
    f: 'log(sum(map(x, exp)))',
    gradient: 'map(x, exp) / sum(map(x, exp))',
    names: { x: [N] },
    plain: ({ x }) => {
      const sum = (): number => {
        let s = 0;
        for (let i = 0; i < N; i++) s += Math.exp(x![i]!);
        return s;
      };
      return {
        f: () => Math.log(sum()),
        gradient: (into) => {
          const s = sum();
          for (let i = 0; i < N; i++) into[i] = Math.exp(x![i]!) / s;
        },
      };
    },
  },
  {
    name: 'logistic',
    note: claim(String.raw`\nabla_x \log(1 + \exp(-a^\top x)) = -\frac{a}{1 + \exp(a^\top x)}`),
    f: "log(1 + exp(-(a' * x)))",
    gradient: "-a / (1 + exp(a' * x))",
    names: { x: [N], a: [N] },
    plain: ({ x, a }) => ({
      f: () => Math.log(1 + Math.exp(-dot(a!, x!))),
      gradient: (into) => {
        const s = 1 + Math.exp(dot(a!, x!));
        for (let i = 0; i < N; i++) into[i] = -a![i]! / s;
      },
    }),
  },
  {
    name: 'trace of four',
    note: claim(String.raw`\frac{\partial}{\partial X} \operatorname{tr}(X^\top A X B) = A X B + A^\top X B^\top`),
    f: "trace(X' * A * X * B)",
    gradient: "A * X * B + A' * X * B'",
    names: { X: [N, N], A: [N, N], B: [N, N] },
    plain: ({ X, A, B }) => {
      const [ax, axb, t, s] = [square(), square(), square(), square()];
      return {
        f: () => {
          multiply(A!, X!, ax);
          multiply(ax, B!, axb);
          let sum = 0;
          for (let i = 0; i < N * N; i++) sum += X![i]! * axb[i]!;
          return sum;
        },
        gradient: (into) => {
          multiply(A!, X!, ax);
          multiply(ax, B!, into);
          for (let i = 0; i < N; i++)
            for (let j = 0; j < N; j++) [t[i * N + j], s[i * N + j]] = [A![j * N + i]!, B![j * N + i]!];
          multiply(t, X!, ax);
          multiply(ax, s, axb);
          for (let i = 0; i < N * N; i++) into[i]! += axb[i]!;
        },
      };
    },
  },
  {
    name: 'log-determinant',
    note: claim(String.raw`\frac{\partial}{\partial X} \log |\det X| = X^{-\top}`),
    f: 'log(abs(det(X)))',
    gradient: "inv(X)'",
    names: { X: [N, N] },
    definite: true,
    plain: ({ X }) => {
      const [inverse, work] = [square(), square()];
      return {
        f: () => Math.log(Math.abs(invert(X!, inverse, work))),
        gradient: (into) => {
          invert(X!, inverse, work);
          for (let i = 0; i < N; i++) for (let j = 0; j < N; j++) into[i * N + j] = inverse[j * N + i]!;
        },
      };
    },
  },
  {
    name: 'inverse form',
    note: claim(String.raw`\frac{\partial}{\partial X} a^\top X^{-1} b = -X^{-\top} a b^\top X^{-\top}`),
    f: "(a' * inv(X) * b)[1,1]",
    gradient: "-inv(X)' * a * b' * inv(X)'",
    names: { X: [N, N], a: [N, 1], b: [N, 1] },
    definite: true,
    plain: ({ X, a, b }) => {
      const [inverse, work, u, v] = [square(), square(), vector(), vector()];
      return {
        f: () => {
          invert(X!, inverse, work);
          apply(inverse, b!, v);
          return dot(a!, v);
        },
        gradient: (into) => {
          invert(X!, inverse, work);
          apply(inverse, b!, v);
          apply(inverse, a!, u, true);
          for (let i = 0; i < N; i++) for (let j = 0; j < N; j++) into[i * N + j] = -u[i]! * v[j]!;
        },
      };
    },
  },
  {
    name: 'Gaussian',
    note: claim(
      String.raw`\frac{\partial}{\partial X}\left(\log |\det X| + a^\top X^{-1} a\right) = X^{-\top} - X^{-\top} a a^\top X^{-\top}`,
    ),
    f: "log(abs(det(X))) + (a' * inv(X) * a)[1,1]",
    gradient: "inv(X)' - inv(X)' * a * a' * inv(X)'",
    names: { X: [N, N], a: [N, 1] },
    definite: true,
    plain: ({ X, a }) => {
      const [inverse, work, u, v] = [square(), square(), vector(), vector()];
      return {
        f: () => {
          const determinant = invert(X!, inverse, work);
          apply(inverse, a!, v);
          return Math.log(Math.abs(determinant)) + dot(a!, v);
        },
        gradient: (into) => {
          invert(X!, inverse, work);
          apply(inverse, a!, v);
          apply(inverse, a!, u, true);
          for (let i = 0; i < N; i++) for (let j = 0; j < N; j++) into[i * N + j] = inverse[j * N + i]! - u[i]! * v[j]!;
        },
      };
    },
  },
];
