/**
 * How a note writes: which letters it uses as functions, what a prime means, what `\circ` is. Counted over all
 * formulas of the note, since one formula cannot tell.
 */
import { perObject } from '../base/per-object.ts';
import type { Fence, Node, Scripted, Tree } from '../latex/node.ts';
import { isCallFence } from '../latex/phrase.ts';
import { isEntryOfMatrix } from './lower-entries.ts';
import { headOf, isDifferential, isStarred, lettersOf } from '../latex/roles.ts';
import { type Adjoints, adjointsFrom, type AdjointsSaid, countAdjoints } from './lower-adjoints.ts';
import { countFamilies, countRange, type Families, familiesFrom, type ScriptRole, signIn } from './lower-families.ts';
import { BY_PARAMETER, countIdentity, givesByParameter, valuesIn } from './lower-values.ts';
import { ACTIVATIONS, FUNCTION_LETTERS, SCALAR_FUNCTIONS } from './lower-letters.ts';
import { groupsMember, isRaised, isTransposed, only } from './lower-marks.ts';
import { countPrime, type Primes, primesFrom } from './lower-primes.ts';
import { nameKey } from './lower-symbol.ts';
import { countWritten, type Signs, signsFrom } from './lower-written.ts';

/** How this note writes; equal signatures lower alike. */
export interface Habits extends Adjoints, Primes, Signs {
  /** Is `name` followed by `fence` an application? */
  readonly applies: (name: Node, fence: Fence, scripted: Node) => boolean;
  /** Is the name used, or declared, as a function somewhere? */
  readonly isFunction: (name: Node) => boolean;
  /** … without a script below it, so that one below it is where a derivative is taken: `df_x`? */
  readonly isPlainFunction: (name: Node) => boolean;
  /** Is the name declared, and not as a function? */
  readonly isValue: (name: Node) => boolean;
  /** Does the note use the letter as a size? */
  readonly isSize: (key: string) => boolean;
  /** Does a sum of the note run over the letter: `\sum_{w=1}^V u_w`? */
  readonly isCounter: (letter: string) => boolean;
  /** Do the note's lists number the name above: `x^1, \ldots, x^n`? */
  readonly isNumberedAbove: (key: string) => boolean;
  /** Are layers numbered above names: `a^l`, `a^{l-1}`? */
  readonly layersAbove: boolean;
  /** What the sign beside the name is: the number of its last member, `h_1, \ldots, h_T`, or a label. */
  readonly scriptRole: (key: string, sign: string) => ScriptRole | undefined;
  /** Does the note give the letter I, so written, a value of its own: `I`, `I#`? */
  readonly isGiven: (name: string) => boolean;
  readonly circIsHadamard: boolean;
  readonly tIsTranspose: boolean;
  /** Does the note speak of Jacobians: `J_f(x)`? */
  readonly namesJacobians: boolean;
  /** … of Hessians: `H_f(x)`? */
  readonly namesHessians: boolean;
  /** … of derivatives as maps, or along directions? */
  readonly namesMaps: boolean;
  /** Does the note sum over repeated indices? */
  readonly sumsRepeated: boolean;
  /** What its words say that the letter is: the softmax function, or what makes a diagonal matrix of a list. */
  readonly operatorSaid: (name: Node) => 'softmax' | 'diag' | undefined;
}

/** What was counted in some formulas; counts of parts add up. */
export interface Counts {
  readonly names: ReadonlyMap<string, NameCount>;
  readonly signs: ReadonlyMap<string, number>;
}

interface NameCount {
  /** Followed by a parenthesis: `f(…)`. */
  readonly applied: number;
  /** … that holds one name, a number or a list: `f(x)`, `k(x, y)`. */
  readonly simple: number;
  /** Stands as a factor or term of its own. */
  readonly alone: number;
  /** The same of the name without any script: before a parenthesis, and alone. */
  readonly bareApplied: number;
  readonly bareAlone: number;
  /** With a script below it before a parenthesis, and no sign of a derivative before it: `f_\theta(x)`. */
  readonly scriptedApplied: number;
}

export const count = (trees: readonly Tree[]): Counts => sumOf(trees.map(countTree));

const countTree = perObject((tree: Tree): Counts => {
  const counting = { names: new Map(), signs: new Map(), lone: tree.body.length === 1, isInside: false, tree };
  countNodes(tree.body, counting);
  return counting;
});

/** Small letters that a formula applies, at some place to one thing alone, and nowhere multiplies: `\lambda(A + B) = \lambda(A) + \lambda(B)`. */
export const appliedIn = perObject(
  (tree: Tree): ReadonlySet<string> =>
    new Set(
      [...countTree(tree).names].flatMap(([key, it]) =>
        it.simple > 0 && it.simple < it.applied && it.alone === 0 && !/[A-Z]$/.test(key) ? [key] : [],
      ),
    ),
);

/** Counts add up. */
export function sumOf(parts: readonly Counts[]): Counts {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const names = new Map<string, NameCount>();
  const signs = new Map<string, number>();
  for (const part of parts) {
    for (const [key, it] of part.names) {
      const sum = names.get(key);
      names.set(
        key,
        sum === undefined
          ? it
          : {
              applied: sum.applied + it.applied,
              simple: sum.simple + it.simple,
              alone: sum.alone + it.alone,
              bareApplied: sum.bareApplied + it.bareApplied,
              bareAlone: sum.bareAlone + it.bareAlone,
              scriptedApplied: sum.scriptedApplied + it.scriptedApplied,
            },
      );
    }
    for (const [sign, n] of part.signs) signs.set(sign, (signs.get(sign) ?? 0) + n);
  }
  return { names, signs };
}

export const sameCounts = (a: Counts, b: Counts): boolean =>
  a.names.size === b.names.size &&
  a.signs.size === b.signs.size &&
  [...a.signs].every(([sign, n]) => b.signs.get(sign) === n) &&
  [...a.names].every(([key, it]) => {
    const other = b.names.get(key);
    return (
      it.applied === other?.applied &&
      it.simple === other.simple &&
      it.alone === other.alone &&
      it.bareApplied === other.bareApplied &&
      it.bareAlone === other.bareAlone &&
      it.scriptedApplied === other.scriptedApplied
    );
  });

interface Counting {
  readonly names: Map<string, { -readonly [K in keyof NameCount]: number }>;
  readonly signs: Map<string, number>;
  readonly lone: boolean;
  /** Within brackets, or as an argument. */
  readonly isInside: boolean;
  readonly tree: Tree;
}

function countNodes(nodes: readonly Node[], into: Counting): void {
  const bump = (sign: string): void => void into.signs.set(sign, (into.signs.get(sign) ?? 0) + 1);
  countFamilies(nodes, bump);
  countWritten(nodes, bump);
  countIdentity(nodes, into.isInside, bump);
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!;
    const next = nodes[i + 1];
    countName(node, next, nodes[i - 1], into);
    const labelled = i === 0 && givesByParameter(next, nodes[i + 2]) ? labelledKey(node) : undefined;
    if (labelled !== undefined) bump(BY_PARAMETER + labelled);
    countSigns(node, into);
    countCounter(node, into);
    countRange(node, bump);
    countPrime(node, next, nodes[i + 2], isSimpleCall(next), bump);
    countAdjoints(node, nodes[i - 1], next, nodes[i + 2], bump);
    countInside(node, into);
  }
}

const isSimpleCall = (node: Node | undefined): boolean => {
  const fence = node !== undefined && isCallFence(node) ? headOf(node) : undefined;
  return fence?.kind === 'fence' && isSimple(fence.body);
};

/** `R_z`: a name with a label below. */
const labelledKey = (node: Node): string | undefined => {
  const key = node.kind === 'scripted' && node.sub !== undefined ? nameKey(node) : undefined;
  return key && `${key}_${written((node as Scripted).sub!)}`;
};

const NEVER: NameCount = { applied: 0, simple: 0, alone: 0, bareApplied: 0, bareAlone: 0, scriptedApplied: 0 };

function countName(node: Node, next: Node | undefined, before: Node | undefined, into: Counting): void {
  const key = nameKey(node);
  if (key === undefined) return;
  const entry = into.names.get(key) ?? { ...NEVER };
  const isBare = node.kind !== 'scripted';
  into.names.set(key, entry);
  const applied = next !== undefined && isCallFence(next) && headOf(next).kind === 'fence';
  if (next !== undefined && isEntryOfMatrix(node, headOf(next))) return;
  const isSole = isSimpleCall(next);
  const isMember = next !== undefined && groupsMember(next) && !FUNCTION_LETTERS.has(key);
  if (applied && !isMember && (isSole || !isRaised(node))) {
    entry.applied++;
    if (isBare) entry.bareApplied++;
    else if (node.sub !== undefined && !isStarred(node.sub) && !isSlopeHead(before)) entry.scriptedApplied++;
    if (isSole) entry.simple++;
  } else if (!into.lone && !isOperatorHead(before) && !isColon(next)) {
    entry.alone++;
    if (isBare) entry.bareAlone++;
  }
}

const isOperatorHead = (node: Node | undefined): boolean => {
  const head = node === undefined ? undefined : headOf(node);
  return head?.kind === 'atom' && (head.role === 'nabla' || head.role === 'partial' || head.text === 'd');
};

const isSlopeHead = (node: Node | undefined): boolean =>
  node !== undefined && (isOperatorHead(node) || isDifferential(node) || lettersOf(headOf(node)) === 'D');

const isColon = (node: Node | undefined): boolean =>
  node?.kind === 'atom' && (node.text === ':' || node.text === '\\colon');

function countSigns(node: Node, into: Counting): void {
  const bump = (sign: string): void => void into.signs.set(sign, (into.signs.get(sign) ?? 0) + 1);
  if (node.kind === 'atom' && node.role === 'multiplicative') bump(node.text);
  if (node.kind !== 'scripted') return;
  if (node.primes === 1) bump("'");
  const sup = node.sup === undefined ? undefined : only(node.sup);
  if (
    sup?.kind === 'atom' &&
    (sup.text === 'T' || sup.text === '\\top' || sup.text === 't' || sup.text === '\\intercal')
  )
    bump(`^${sup.text}`);
  if (sup?.kind === 'group' && sup.body[0]?.kind === 'atom' && sup.body[0].text === 't') bump('^t±');
  if (sup?.kind === 'command' && (sup.role === 'style' || sup.role === 'operator')) {
    const inner = only(sup.args[0]);
    if (inner?.kind === 'atom' && (inner.text === 'T' || inner.text === 't')) bump('^T');
  }
}

/** `\sum_{w=1}^V u_w`, `\sum_c \pi_c`, the y of `\sum_{j \neq y}`: subscripts with the letter count, where others would name. */
function countCounter(node: Node, { signs, tree }: Counting): void {
  if (node.kind !== 'scripted' || node.base?.kind !== 'atom' || node.sub === undefined) return;
  const [first, next, last, more] = node.sub.kind === 'group' ? node.sub.body : [node.sub];
  if (!/^(\\sum|\\prod|∑|∏)$/.test(node.base.text) || first?.kind !== 'atom') return;
  const below = subscriptsOf(tree);
  const count = (letter: string): unknown => signs.set(COUNTS + letter, (signs.get(COUNTS + letter) ?? 0) + 1);
  const isOut = next?.kind === 'atom' && /^(\\neq?|≠)$/.test(next.text) && more === undefined;
  if (isOut && last?.kind === 'atom' && /^[a-z]$/.test(last.text) && below.has(last.text)) count(last.text);
  if (!below.has(first.text)) return;
  if (next?.kind === 'atom' && next.text === '=' ? /^[a-z]$/.test(first.text) : /^[a-cefghouvw]$/.test(first.text))
    count(first.text);
}

const COUNTS = 'counts ';
/** The letters that stand alone below some name of a formula. */
const subscriptsOf = perObject(({ body }: Tree) => subscriptsIn(body));

function subscriptsIn(nodes: readonly Node[], found = new Set<string>()): ReadonlySet<string> {
  for (const node of nodes) {
    if (node.kind === 'scripted') {
      const sub = only(node.sub);
      if (sub?.kind === 'atom' && nameKey(node) !== undefined) found.add(sub.text);
      subscriptsIn(
        [node.base, node.sup].filter((it) => it !== undefined),
        found,
      );
    } else if (node.kind === 'group' || node.kind === 'fence') subscriptsIn(node.body, found);
    else if (node.kind === 'command') subscriptsIn(node.args, found);
    else if (node.kind === 'environment')
      for (const row of node.rows) for (const it of row.cells) subscriptsIn(it, found);
  }
  return found;
}

function countInside(node: Node, into: Counting): void {
  const inner = into.lone ? { ...into, lone: false } : into;
  const inside = into.isInside ? inner : { ...inner, isInside: true };
  switch (node.kind) {
    case 'group':
      countNodes(node.body, inner);
      break;
    case 'fence':
      countNodes(node.body, inside);
      break;
    case 'scripted':
      if (node.base !== undefined) countInside(node.base, into);
      if (node.sup?.kind === 'group' && isExponent(node.sup.body)) countNodes(node.sup.body, inside);
      break;
    case 'command':
      if (node.role === 'style' || node.role === 'accent' || node.role === 'label' || node.role === 'definition') break;
      for (const arg of node.args) countNodes(arg.kind === 'group' ? arg.body : [arg], inside);
      break;
    case 'environment':
      for (const row of node.rows)
        for (const cell of row.cells) countNodes(cell, /matrix|array/.test(node.name) ? inside : inner);
      break;
    default:
  }
}

/** `2^{\\sigma(tx) + 1}` is written with names as any formula is; `^{(l)}`, `^{T}`, `^{-1}` are signs and labels. */
const isExponent = (body: readonly Node[]): boolean =>
  body.length > 1 && body.some((node) => isCallFence(node) || (node.kind === 'command' && node.args.length > 0));

/** One name, a number, or a list of such: what a function is usually applied to. */
function isSimple(body: readonly Node[]): boolean {
  return body.every((node, i) => {
    const head = headOf(node);
    if (
      head.kind === 'atom' &&
      (head.text === ',' || head.text === ';' || head.role === 'bar' || head.text === '\\mid')
    )
      return true;
    const before = body[i - 1];
    const starts =
      before === undefined ||
      (before.kind === 'atom' && (before.role === 'punctuation' || before.role === 'bar' || before.text === '\\mid'));
    return (
      starts &&
      (nameKey(node) !== undefined ||
        head.kind === 'text' ||
        (head.kind === 'atom' && (head.role === 'number' || head.role === 'ellipsis' || head.text === '\\cdot')))
    );
  });
}

/** The name as a factor, not applied to anything. */
const standsIn = (body: readonly Node[], key: string): boolean =>
  body.some((node, i) => {
    if (node.kind === 'fence' || node.kind === 'group') return standsIn(node.body, key);
    const next = body[i + 1];
    return nameKey(node) === key && !(next !== undefined && isCallFence(next));
  });

const hasSeparator = (body: readonly Node[]): boolean =>
  body.some(
    (node) =>
      node.kind === 'atom' && (node.text === ',' || node.text === ';' || node.role === 'bar' || node.text === '\\mid'),
  );

/** What the author says outright: names declared as functions, and names declared as anything else. */
export interface Declared {
  readonly functions: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
  readonly sizes: ReadonlySet<string>;
}

/** What the author says of signs and in words, where the note's habit could mislead. */
export type Stated = Partial<Pick<Habits, OfSigns | OfWords>> & {
  /** Letters that words call by these. */
  readonly operators?: ReadonlyMap<string, 'softmax' | 'diag'>;
  readonly adjoints?: AdjointsSaid;
  /** Do its words speak of double dots, or of tensors with more than two indices? */
  readonly contractions?: { readonly said?: boolean; readonly higher?: boolean };
  /** Do its words call the prime a transpose? */
  readonly primesTranspose?: boolean;
};

type OfSigns = 'circIsHadamard' | 'primeIsTranspose' | 'tIsTranspose';
type OfWords = 'namesJacobians' | 'namesHessians' | 'namesMaps' | 'sumsRepeated';

export function habitsFrom(parts: readonly Counts[], declared: Declared, stated: Stated = {}): Habits {
  const { names, signs } = sumOf(parts);
  const times = (sign: string): number => signs.get(sign) ?? 0;
  const transposes = times('^T') + times('^\\top') + times('^\\intercal');
  const functions = new Set<string>(declared.functions);
  for (const [key, it] of names) {
    if (declared.values.has(key) || declared.functions.has(key) || it.applied === 0) continue;
    const usual = FUNCTION_LETTERS.has(key);
    // `\eta(Ax - b)` is a step.
    const alone = usual && it.alone === 0 && key !== '\\eta';
    // `\sigma_n = \sigma(w^\top x_n)`: the members of a list may have the letter of the function that gives them.
    const gives = ACTIVATIONS.has(key) && it.bareApplied > 0 && it.bareAlone === 0;
    if (gives || it.simple > it.alone || (usual && it.simple > 0) || alone) functions.add(key);
  }
  // The eigenvalues of what stands in brackets: nothing else is called λ.
  const spectral = new Set(names.get('\\lambda')?.alone === 0 && !declared.values.has('\\lambda') ? ['\\lambda'] : []);
  const circIsHadamard = stated.circIsHadamard ?? times('\\odot') === 0;
  const primes = primesFrom(
    signs,
    functions,
    transposes === 0,
    primesLookTransposed(names, functions, declared),
    stated,
  );
  // Time in an exponent also occurs as t + 1.
  const tIsTranspose = stated.tIsTranspose ?? (times('^t') > transposes && times('^t±') === 0);
  const families = familiesFrom(signs.keys());
  const plain = new Set(
    [...functions].filter((key) => {
      const it = names.get(key) ?? NEVER;
      return it.scriptedApplied === 0 && (declared.functions.has(key) || it.bareApplied > 0);
    }),
  );
  const { namesJacobians = false, namesHessians = false, namesMaps = false, operators } = stated;
  const { sumsRepeated = false } = stated;
  const ofWords = [namesJacobians, namesHessians, namesMaps, sumsRepeated, ...(operators ?? [])].map(String).join(';');
  const signsOf = signsFrom(signs, stated.contractions);
  const adjoints = adjointsFrom(signs, transposes, stated.adjoints);
  const ofSigns = `${ofWords};${adjoints.signature};${String(circIsHadamard)};${primes.signature};${String(signsOf.colons)};${String(signsOf.turnsBefore)};${String(signsOf.commutes)};${String(signsOf.anticommutes)};${String(tIsTranspose)}`;
  const counters = new Set([...signs.keys()].flatMap((it) => (it.startsWith(COUNTS) ? [it.slice(COUNTS.length)] : [])));
  const given = valuesIn(signs);
  const sets = [plain, spectral, declared.values, declared.sizes, counters, given];
  const ofNames = [[...functions].sort().join(), ...sets.map(listed), families.signature].join(';');
  return {
    ...adjoints,
    ...primes,
    ...signsOf,
    isGiven: (name) => given.has(name),
    circIsHadamard,
    tIsTranspose,
    namesJacobians,
    namesHessians,
    namesMaps,
    sumsRepeated,
    operatorSaid: (name) => (name.kind === 'scripted' ? undefined : operators?.get(nameKey(name) ?? '')),
    signature: `${ofNames};${ofSigns}`,
    applies: (name, fence, scripted) =>
      (applies(name, fence, functions, declared) ||
        (spectral.has(nameKey(name) ?? '') && scripted === fence && isProductOfMatrices(fence.body)) ||
        isLabelled(name, fence, families) ||
        (fence.open === '(' && given.has(BY_PARAMETER + (labelledKey(name) ?? '')))) &&
      !(groupsMember(scripted) && !functions.has(nameKey(name) ?? '') && headOf(name).kind !== 'text') &&
      // `Q [P, S]` with a commutator.
      !(signsOf.commutes && fence.open === '[' && hasSeparator(fence.body)),
    isPlainFunction: (name) => plain.has(nameKey(name) ?? ''),
    isValue: (name) => declared.values.has(nameKey(name) ?? ''),
    isSize: (key) => declared.sizes.has(key),
    isCounter: (letter) => counters.has(letter),
    layersAbove: families.layers,
    isNumberedAbove: (key) => families.above.has(key),
    scriptRole: (key, sign) => families.roles.get(`${key} ${sign}`),
    isFunction: (name) => {
      const key = nameKey(name);
      return key !== undefined && (functions.has(key) || SCALAR_FUNCTIONS.has(key));
    },
  };
}

/** `P^+(K)` where the sign belongs to the name. */
const isLabelled = (name: Node, { body }: Fence, { roles }: Families): boolean =>
  name.kind === 'scripted' &&
  isSimple(body) &&
  roles.get(`${nameKey(name) ?? ''} ${signIn(name.sup) ?? ''}`) === 'label';

const listed = perObject((names: ReadonlySet<string>): string => [...names].sort().join());

/** A prime is a transpose only in notes without functions that carry one; decided from the note as a whole. */
const primesLookTransposed = (
  names: ReadonlyMap<string, NameCount>,
  functions: ReadonlySet<string>,
  { values }: Declared,
): boolean => names.size > 0 && functions.size === 0 && ![...values].some((it) => it.endsWith("'"));

/** `\lambda_{\max}`, `\sigma_{\min}`: of a matrix, not times one. */
const isExtremal = (name: Node, key: string): boolean =>
  name.kind === 'scripted' &&
  name.sub !== undefined &&
  /^(\\(lambda|sigma|mu|nu)|s)$/.test(key) &&
  /^(max|min)$/.test(written(name.sub));

const written = (node: Node): string => {
  if (node.kind === 'group') return node.body.map(written).join('');
  if (node.kind === 'command') return node.args.length === 0 ? node.name.slice(1) : node.args.map(written).join('');
  return node.kind === 'atom' || node.kind === 'text' ? node.text.replace('\\', '').trim() : '';
};

/** Something among the factors and terms is written as matrices are. */
const holdsMatrix = (body: readonly Node[]): boolean =>
  body.some((node) =>
    node.kind === 'fence' || node.kind === 'group'
      ? holdsMatrix(node.body)
      : /(^|bold )[A-Z]$/.test(nameKey(node) ?? ''),
  );

/** `M^\top M`: by a number nobody multiplies it in brackets. */
const isProductOfMatrices = (body: readonly Node[]): boolean =>
  holdsMatrix(body) && !body.some((it) => it.kind === 'atom' && it.role === 'additive');

/** Declared values without their labels: `W` of `W_Q`. */
const headsOf = perObject(({ values }: Declared) => new Set([...values].map((it) => it.replace(/[_[].*$/, ''))));

function applies(name: Node, fence: Fence, functions: ReadonlySet<string>, declared: Declared): boolean {
  const key = nameKey(name);
  const head = headOf(name);
  if (key === undefined) return head.kind === 'text' || (head.kind === 'command' && head.role === 'operator');
  // `J^\top (J J^\top)`, `\sigma^2 (I - H)`: a product, and `\phi^\top(x)`, `\sigma^2(x)` the turned and squared value.
  if ((isTransposed(name) || isRaised(name)) && !isSimple(fence.body)) return false;
  // `J (J^\top J)^{-1}` of a J(q): a product, for no function is applied to itself.
  if (!hasSeparator(fence.body) && standsIn(fence.body, key)) return false;
  if (isExtremal(name, key) && fence.open === '(' && holdsMatrix(fence.body)) return true;
  if (functions.has(key)) return fence.open === '(' || FUNCTION_LETTERS.has(key);
  if (fence.open === '[') return false;
  if (head.kind === 'command' && /^\\(mathrm|mathsf|mathtt|rm|text\w*)$/.test(head.name)) return true;
  const value = declared.values.has(key) || (name.kind === 'scripted' && headsOf(declared).has(key));
  if (hasSeparator(fence.body)) return true;
  // `b^\top (X^2)`: what is transposed is a vector.
  if (value && isTransposed(name)) return false;
  // `k (X^{k-1})`: a number before a matrix in brackets.
  const [first] = fence.body;
  const capital = /[A-Z]$/.test(key) || (first !== undefined && /[A-Z]$/.test(nameKey(first) ?? ''));
  return isSimple(fence.body) && !(value && capital);
}
