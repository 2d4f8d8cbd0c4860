/**
 * Scripts and primes: index, label, transpose, inverse, power, decoration.
 *
 * ```
 * W_i^{Q\top}    the Q names it, i is an index, ⊤ transposes
 * x^{(n)}        a member of a family        x^*   a variant of x        X^{-1}   the inverse
 * ```
 */
import { cover, type Span } from '../base/span.ts';
import type { Node, Scripted } from '../latex/node.ts';
import { bodyOf, headOf, lettersOf } from '../latex/roles.ts';
import type { Expr, Glyph, IndexItem } from './expr.ts';
import { keyOf } from './glyph.ts';
import { STARS } from './lower-adjoints.ts';
import { apply, hole, lowerNode, lowerNodes, type Lowering } from './lower.ts';
import { onLastLetter } from './lower-brackets.ts';
import { crossMatrix, isCross, signOf } from './lower-cross.ts';
import { evaluation, isEvaluation } from './lower-evaluation.ts';
import { listOver } from './lower-list.ts';
import { inDegrees } from './lower-degrees.ts';
import { entryAbove } from './lower-entries-above.ts';
import { isLayer, pairOf, scriptOf, signIn } from './lower-families.ts';
import { isOrdinal } from './lower-marks.ts';
import { sizesBelow, sizesOfConstant } from './lower-sizes.ts';
import { asGiven } from './lower-values.ts';
import { spaceOf } from './lower-space.ts';
import { glyphOf, primedSpan } from './lower-symbol.ts';

/** A node with its scripts. With `given`, the base is already an expression (a call, a bracket). */
export function lowerScripted(node: Node, at: Lowering, given?: Expr): Expr {
  if (node.kind !== 'scripted') return given ?? lowerNode(node, at);
  if (node.base?.kind === 'scripted' && given === undefined) return decorate(lowerScripted(node.base, at), node, at);
  if (given !== undefined)
    return decorate(node.base?.kind === 'scripted' ? lowerScripted(node.base, at, given) : given, node, at);
  if (node.base === undefined) return hole(node.span, '', 'empty');
  const bare = unlabelled(node);
  if (bare !== node) return lowerScripted(bare, at);
  const cross = isCross(node) ? crossMatrix(node, at) : undefined;
  const read = inDegrees(node, (it) => lowerNode(it, at)) ?? entryAbove(node, at);
  const whole = read ?? cross ?? spaceOf(node, at) ?? onLastLetter(node, at);
  if (whole !== undefined) return whole;
  const glyph = nameOf(node.base);
  if (glyph === undefined) return decorate(lowerNode(node.base, at), node, at);
  return named(asGiven(glyph, node.sub, at.habits.isGiven), node, at);
}

/** What stands over or under a brace is a remark about it: `\\overbrace{A + B}^{C} x`. */
function unlabelled(node: Scripted): Scripted {
  const { base, ...rest } = node;
  const name = base?.kind === 'command' ? base.name : '';
  const { sub, sup, ...plain } = rest;
  if (/^\\over(brace|bracket|paren)$/.test(name) && sup !== undefined)
    return { ...plain, base: base!, ...(sub && { sub }) };
  if (/^\\under(brace|bracket|paren)$/.test(name) && sub !== undefined)
    return { ...plain, base: base!, ...(sup && { sup }) };
  return node;
}

function nameOf(node: Node): Glyph | undefined {
  const head = headOf(node);
  if (head.kind === 'command' && (head.role === 'brace' || head.role === 'stack')) return undefined;
  return glyphOf(node);
}

/** A name with scripts: labels become part of the name, the rest applies to it. */
function named(glyph: Glyph, node: Scripted, at: Lowering): Expr {
  const sizes = node.sub === undefined ? undefined : sizesBelow(glyph, node.sub, at);
  const size = node.sub === undefined ? undefined : sizesOfConstant(glyph, node.sub, at);
  const sub: readonly Script[] =
    node.sub === undefined || sizes !== undefined
      ? []
      : size === undefined
        ? (roleBeside(glyph, node.sub, at) ?? subscripts(node.sub, at))
        : [{ kind: 'index', items: size, upper: false }];
  const sup =
    node.sup === undefined
      ? []
      : (numberAbove(glyph, node.sup, at) ?? roleBeside(glyph, node.sup, at) ?? superscripts(node.sup, at, glyph));
  const primeTransposes = node.primes === 1 && at.habits.primeIsTranspose && !at.habits.primeIsSlope(node.base);
  const labels = [...sub, ...sup].flatMap((it) => (it.kind === 'label' ? [it.text] : []));
  const full: Glyph = {
    ...glyph,
    label: [glyph.label, ...labels].filter((it) => it !== '').join(','),
    primes:
      glyph.primes + (primeTransposes ? 0 : node.primes) + [...sub, ...sup].filter((it) => it.kind === 'prime').length,
  };
  let expr: Expr = {
    kind: 'symbol',
    key: keyOf(full),
    glyph: full,
    span: node.base?.span ?? node.span,
    ...(sizes && { sizes }),
  };
  // `V_i^\top`, `w_y^\top`: the index and the name reach to the subscript, the transpose over all.
  const toSubscript = node.sub === undefined ? node.span : cover(node.base?.span ?? node.span, node.sub.span);
  const subSpan = node.sup === undefined ? node.span : toSubscript;
  const isMarked = sup.some((it) => it.kind === 'label' || it.kind === 'prime');
  const reach = isMarked ? node.span : full.primes > glyph.primes ? primedSpan(node, at.text) : toSubscript;
  if (labels.length > 0 || sizes !== undefined || full.primes > glyph.primes) expr = { ...expr, span: reach };
  // `a^L_j` is an entry of what the last layer gives.
  const layer = node.sup !== undefined && isLayer(node.sup) && at.habits.layersAbove ? sup : [];
  for (const it of layer)
    expr = attach(expr, it, node.sub === undefined ? node.span : cover(expr.span, node.sup!.span));
  // `A^{-1}_{ij}` is an entry of the inverse.
  const [turn] = sup;
  const isInverse = sup.length === 1 && (turn?.kind ?? '').startsWith('inverse');
  if (turn !== undefined && isInverse && isPairOfIndices(sub) && node.sup!.span.start < node.sub!.span.start)
    return attach(attach(expr, turn, node.span), sub[0]!, node.span);
  for (const it of sub)
    expr = attach(expr, it, subSpan.end < node.span.end && layer.length === 0 ? subSpan : node.span);
  if (layer.length === 0) for (const it of sup) expr = attach(expr, it, node.span);
  return primeTransposes ? apply('transpose', [expr], node.span) : expr;
}

/** `x^n` beside `x^1, \ldots, x^n`: no power. */
function numberAbove(glyph: Glyph, sup: Node, at: Lowering): readonly Script[] | undefined {
  const key = keyOf(glyph);
  const isListed =
    scriptOf(sup) !== undefined && (at.numbered === key || (at.habits.isNumberedAbove(key) && !isTranspose(sup, at)));
  if (!isListed && !(isLayer(sup) && at.habits.layersAbove)) return undefined;
  return [{ kind: 'index', items: [{ kind: 'at', expr: lowerNodes(bodyOf(sup), at, sup.span) }], upper: true }];
}

/** `h_T` beside `h_1, \ldots, h_T`, `a_{nn}` beside `a_{11}` are no labels; `U_s` beside a `U_n` of another shape is. */
function roleBeside(glyph: Glyph, script: Node, at: Lowering): readonly Script[] | undefined {
  const sign = signIn(script) ?? pairOf(script);
  const role = sign === undefined ? undefined : at.habits.scriptRole(keyOf(glyph), sign);
  if (role === 'label') return [{ kind: 'label', text: sign! }];
  return role === 'number' ? [{ kind: 'index', items: each(bodyOf(script), at), upper: false }] : undefined;
}

/** Scripts on something that is not a name: `(Wv)_i`, `(AB)^\top`, `\|x\|_2^2`, `[x]_+`. */
function decorate(base: Expr, node: Scripted, at: Lowering): Expr {
  if (isCross(node)) return crossMatrix(node, at, base);
  if (isEvaluation(node, at)) return evaluation(base, node, at);
  const list = listOver(base, node, at);
  if (list !== undefined) return list;
  const usual = usualInner(base, node, at);
  if (usual !== undefined) return decorate(usual.expr, usual.rest, at);
  const span = cover(base.span, node.span);
  let expr = base;
  if (isEntryOfTurned(base, node, at)) {
    const { sup, ...rest } = node;
    for (const it of superscripts(sup!, at, undefined)) expr = attach(expr, it, span);
    return decorate(expr, rest, at);
  }
  if (node.sub !== undefined && !(base.kind === 'apply' && base.op === 'norm')) {
    const scripts = subscripts(node.sub, at);
    for (const it of scripts) if (it.kind === 'index') expr = attach(expr, it, span);
    if (scripts.length > 0 && scripts.every((it) => it.kind === 'label'))
      expr = labelled(expr, node.sub, node, span, at);
  } else if (node.sub !== undefined && base.kind === 'apply') {
    expr = { ...base, ...normNamed(node.sub, at), span };
  }
  if (node.sup !== undefined)
    for (const it of superscripts(node.sup, at, undefined)) if (it.kind !== 'label') expr = attach(expr, it, span);
  // A transpose or a derivative: where the note does not tell, nothing is known of it.
  if (node.primes > 0)
    expr = apply(node.primes === 1 && at.habits.primeIsTranspose ? 'transpose' : 'free', [expr], span);
  return expr.span === base.span && expr !== base ? { ...expr, span } : expr;
}

const isPairOfIndices = ([index, more]: readonly Script[]): boolean =>
  more === undefined && index?.kind === 'index' && index.items.length === 2;

/** `(AB)^\top_{ij}`, `(X^\top X)^{-1}_{jj}`: an entry of the transpose or the inverse, which stands before its indices. */
function isEntryOfTurned(base: Expr, { sub, sup }: Scripted, at: Lowering): boolean {
  if (base.kind !== 'apply' || base.op !== 'parentheses' || sub === undefined || sup === undefined) return false;
  const [turn, other] = superscripts(sup, at, undefined);
  const isPair = isPairOfIndices(subscripts(sub, at));
  const isTurn = other === undefined && /^(transpose|inverse|inverse-transpose)$/.test(turn?.kind ?? '');
  return isPair && isTurn && (sup.span.start < sub.span.start || turn?.kind === 'transpose');
}

/** `\|x\|_2`, `\|x\|_{\text{F}}`; what has scripts or a line in it is no name but a weight, or a degree. */
function normNamed(sub: Node, at: Lowering): { readonly name: string; readonly weight?: Expr } {
  const name = lettersOf(sub) || signOf(sub);
  const isMore = (it: Node): boolean =>
    it.kind === 'scripted' || (it.kind === 'command' && it.args.length > 1) || it.kind === 'fence';
  const body = bodyOf(sub);
  if (!body.some(isMore)) return { name };
  return { name: at.text.slice(sub.span.start, sub.span.end).trim(), weight: lowerNodes(body, at, sub.span) };
}

/** `\langle A, B \rangle_F`: the sign names the inner product that is meant anyway. */
function usualInner(
  base: Expr,
  { sub, ...rest }: Scripted,
  at: Lowering,
): { readonly expr: Expr; readonly rest: Scripted } | undefined {
  if (base.kind !== 'apply' || base.op !== 'inner') return undefined;
  const isUsual = sub !== undefined && (USUAL.test(lettersOf(sub)) || isSpace(lowerNodes(bodyOf(sub), at, sub.span)));
  return isUsual ? { expr: { ...base, span: cover(base.span, sub.span) }, rest } : undefined;
}

const USUAL = /^(F|Fro|HS|2)$/;

/** `\mathbb R^n`, `\mathbb R^n \times \mathbb R^m`. */
const isSpace = (expr: Expr): boolean =>
  expr.kind === 'space' || (expr.kind === 'apply' && expr.args.length > 1 && expr.args.every(isSpace));

/**
 * A label on something that is not a name: `(1 - x)_+` is its positive part, `\{x_i\}_{i \in I}` a family, a small letter
 * an entry, and `(\cdots)_{\text{(by symmetry)}}` a remark; what any other does to it, nobody says.
 */
function labelled(base: Expr, label: Node, { base: node }: Scripted, span: Span, at: Lowering): Expr {
  const sign = signOf(label);
  if (sign === '+') return apply('elementwise', [base], span, 'relu');
  const words = headOf(label.kind === 'group' && label.body.length === 1 ? label.body[0]! : label);
  const isRemark = words.kind === 'text' && words.text.trim().startsWith('(');
  const isFamily = base.kind === 'tuple' || base.kind === 'literal' || base.kind === 'call';
  const isSized = /\\times|×/.test(sign) || node?.kind === 'environment';
  if (isRemark || isFamily || isSized) return base;
  // `\operatorname{softmax}(z)_y`: the entry that y picks.
  if (/^[a-z]$/.test(sign))
    return {
      kind: 'index',
      base,
      items: [{ kind: 'at', expr: lowerNodes(bodyOf(label), at, label.span) }],
      upper: false,
      span,
    };
  return apply('free', [base], span);
}

/**
 * Scripts on the name of a function: `\sin^2 x` is a power; `\log_2`, `\tanh^{-1}` and `\tanh'` are other functions, which
 * change no shape: the script becomes part of the name.
 */
export function lowerFunctionScripts(node: Scripted, call: Expr): Expr {
  const sup = node.sup === undefined ? '' : signOf(node.sup) || lettersOf(node.sup) || '?';
  const sub = node.sub === undefined ? '' : signOf(node.sub) || lettersOf(node.sub) || '?';
  const isPower = /^\d+$/.test(sup);
  const marks = `${sub === '' ? '' : `_${sub}`}${sup === '' || isPower ? '' : `^${sup}`}${"'".repeat(node.primes)}`;
  const named: Expr = call.kind === 'apply' && marks !== '' ? { ...call, name: `${call.name ?? ''}${marks}` } : call;
  if (!isPower || node.sup === undefined) return named;
  return apply('power', [named, { kind: 'number', value: Number(sup), span: node.sup.span }], call.span);
}

type Script =
  | { readonly kind: 'label'; readonly text: string }
  | { readonly kind: 'index'; readonly items: readonly IndexItem[]; readonly upper: boolean }
  | { readonly kind: 'prime' }
  | { readonly kind: 'transpose' | 'inverse' | 'inverse-transpose' | 'pseudo-inverse' }
  | { readonly kind: 'power' | 'entrywise-power'; readonly exponent: Expr };

function attach(base: Expr, it: Script, span: Span): Expr {
  switch (it.kind) {
    case 'label':
    case 'prime':
      return base;
    case 'index':
      return { kind: 'index', base, items: it.items, upper: it.upper, span };
    case 'power':
    case 'entrywise-power':
      return apply(it.kind, [base, it.exponent], span);
    case 'pseudo-inverse':
      // `W_{i,:}^\dagger`: a slice or a list has no inverse, and is turned by it.
      return apply(isList(base) ? 'transpose' : it.kind, [base], span);
    default:
      return apply(it.kind, [base], span);
  }
}

const isList = (base: Expr): boolean =>
  base.kind === 'tuple' || (base.kind === 'index' && base.items.filter((it) => it.kind === 'all').length === 1);

/** Letters that count something; everything else in a subscript is a name. */
const INDEX_LETTERS = new Set([...'ijklmnpqrstdN', '\\ell']);
const WORDS = new Set(['in', 'min', 'max', 'init', 'lin', 'sim', 'kin', 'mn', 'ml', 'is', 'it', 'ols', 'mle', 'map', 'nn', 'll', 'kl', 'tv', 'op', 'out', 'new', 'old', 'opt', 'est', 'obs', 'ref', 'eq', 'reg', 'rel', 'tot', 'ij'].filter((it) => it !== 'ij' && it !== 'mn' && it !== 'kl' && it !== 'it' && it !== 'is')); // prettier-ignore

function subscripts(node: Node, at: Lowering): readonly Script[] {
  const groups: Node[][] = [[]];
  for (const it of bodyOf(node)) {
    if (it.kind === 'atom' && (it.text === ',' || it.text === ';')) groups.push([]);
    else groups[groups.length - 1]!.push(it);
  }
  // `E_{[i,:]}`: brackets around the indices say nothing more.
  const alone = groups.length === 1 ? groups[0]! : [];
  if (alone.length === 1 && alone[0]!.kind === 'fence' && alone[0]!.open === '[') {
    return subscripts({ kind: 'group', body: alone[0]!.body, span: alone[0]!.span }, at);
  }
  const scripts: Script[] = [];
  const items: IndexItem[] = [];
  for (const group of groups) {
    if (group.length === 0) continue;
    const found = classify(group, groups.length === 1, at);
    if (found.kind === 'label') scripts.push(found);
    else if (found.kind === 'index') items.push(...found.items);
  }
  if (items.length > 0) scripts.push({ kind: 'index', items, upper: false });
  return scripts;
}

/** The label of `\mathbb{1}_{x > 0}` begins so: a condition, no name. Another condition is another label. */
const CONDITION = '?';

/** One subscript between commas. */
function classify(nodes: readonly Node[], alone: boolean, at: Lowering): Script {
  const first = nodes[0]!;
  const span = cover(first.span, nodes[nodes.length - 1]!.span);
  const index = (...items: IndexItem[]): Script => ({ kind: 'index', items, upper: false });
  if (nodes.length === 1) {
    // `w_{y_i}`: the one that y_i picks.
    if (isPick(first)) return index({ kind: 'at', expr: lowerNode(first, at) });
    const head = headOf(first);
    if (head.kind === 'atom') {
      if (alone && (head.text === '*' || head.text === '\\star' || head.text === '\\ast'))
        return { kind: 'label', text: '*' };
      if (head.text === ':' || head.text === '\\cdot' || head.text === '*' || head.text === '\\bullet')
        return index({ kind: 'all' });
      if (head.role === 'number') return index({ kind: 'at', expr: lowerNode(first, at) });
      if (head.role === 'letter' && (INDEX_LETTERS.has(head.text) || at.habits.isCounter(head.text)))
        return index({ kind: 'at', expr: lowerNode(first, at) });
      if (head.role === 'letter') return { kind: 'label', text: scriptText(nodes) };
    }
    if (head.kind === 'text') return { kind: 'label', text: head.text.trim() };
    if (head.kind === 'fence' && head.body.some((it) => it.kind === 'atom' && it.role === 'relation'))
      return { kind: 'label', text: CONDITION + scriptText(head.body) };
    const glyph = glyphOf(first);
    if (glyph !== undefined) {
      const isIndex = glyph.face === 'plain' && INDEX_LETTERS.has(glyph.letter);
      return isIndex ? index({ kind: 'at', expr: lowerNode(first, at) }) : { kind: 'label', text: scriptText(nodes) };
    }
    if (head.kind === 'fence' && head.open === '(')
      return index({ kind: 'at', expr: lowerNodes(head.body, at, head.span) });
    return { kind: 'label', text: scriptText(nodes) };
  }
  const colon = nodes.findIndex((it) => it.kind === 'atom' && it.text === ':');
  if (colon >= 0) {
    if (nodes.length > 1 && colon === nodes.length - 1 && nodes.length <= 2)
      return index(...each(nodes.slice(0, colon), at), { kind: 'all' });
    if (colon === 0 && nodes.length === 2) return index({ kind: 'all' }, ...each(nodes.slice(1), at));
    const from = colon > 0 ? lowerNodes(nodes.slice(0, colon), at, span) : undefined;
    const to = colon < nodes.length - 1 ? lowerNodes(nodes.slice(colon + 1), at, span) : undefined;
    return index({ kind: 'range', ...(from && { from }), ...(to && { to }) });
  }
  if (nodes.some((it) => it.kind === 'text')) return { kind: 'label', text: scriptText(nodes) };
  const letters = nodes.every((it) => isCounter(it));
  if (letters) {
    const word = nodes.map(lettersOf).join('');
    if (nodes.length <= 4 && nodes.every(isPairLetter) && !WORDS.has(word)) return index(...each(nodes, at));
    return { kind: 'label', text: word };
  }
  const signs = nodes.some((it) => it.kind === 'atom' && (it.role === 'additive' || it.role === 'multiplicative'));
  const counted = nodes.some((it) => isCounter(it));
  if (nodes.some((it) => it.kind === 'atom' && it.role === 'relation'))
    return { kind: 'label', text: CONDITION + scriptText(nodes) };
  // `P_{k|k-1}`, `\Sigma_{a|b}`
  if (nodes.some((it) => it.kind === 'atom' && it.role === 'bar')) return { kind: 'label', text: scriptText(nodes) };
  if (signs && counted) return index({ kind: 'at', expr: lowerNodes(nodes, at, span) });
  // `x_{\pi(i)}`, `A_{i_1 j_1}`
  if (nodes.every((it) => it.kind === 'scripted' && isCounter(it))) return index(...each(nodes, at));
  return { kind: 'label', text: scriptText(nodes) };
}

const isPick = (node: Node): boolean =>
  node.kind === 'scripted' &&
  node.base?.kind === 'atom' &&
  /^[a-z]$/.test(node.base.text) &&
  node.sup === undefined &&
  node.sub !== undefined &&
  isCounter(node.sub);

const each = (nodes: readonly Node[], at: Lowering): IndexItem[] =>
  nodes.map((it) => ({ kind: 'at', expr: lowerNode(it, at) }));

/** `A_{ij}`, `X_{nk}` count; `W_{hh}`, `W_{xy}` name. */
const isPairLetter = (node: Node): boolean => /^(\d+|[ijklmnpqrstuvab]|ell)$/.test(lettersOf(headOf(node)));

function isCounter(node: Node): boolean {
  const head = headOf(node);
  if (head.kind === 'group' && head.body.length === 1) return isCounter(head.body[0]!);
  return head.kind === 'atom' && (head.role === 'number' || (head.role === 'letter' && INDEX_LETTERS.has(head.text)));
}

function scriptText(nodes: readonly Node[]): string {
  return nodes
    .map((it) =>
      it.kind === 'scripted'
        ? scriptText([it.base, it.sub, it.sup].filter((x) => x !== undefined))
        : lettersOf(it) || signOf(it),
    )
    .join('');
}

const TRANSPOSES = new Set(['T', '\\top', '\\intercal', '\\transpose', '\\tran', '⊤', 'ᵀ']);

function superscripts(node: Node, at: Lowering, glyph: Glyph | undefined): readonly Script[] {
  const body = bodyOf(node);
  const first = body[0];
  const last = body[body.length - 1];
  if (first === undefined || last === undefined || isOrdinal(body)) return [];
  if (body.length > 1) {
    if (first.kind === 'atom' && (first.text === '-' || first.text === '−')) {
      const rest = body.slice(1);
      if (rest.length === 1 && isTranspose(rest[0]!, at)) return [{ kind: 'inverse-transpose' }];
      if (rest.length === 1 && rest[0]!.kind === 'atom' && rest[0]!.text === '1') return [{ kind: 'inverse' }];
      if (rest.length === 2 && lettersOf(rest[0]) === '1' && isTranspose(rest[1]!, at))
        return [{ kind: 'inverse-transpose' }];
    }
    // `^{(1)\top}`, `^{*T}`
    if (
      isTranspose(last, at) &&
      !(body[body.length - 2]?.kind === 'atom' && (body[body.length - 2] as { role?: string }).role === 'additive')
    ) {
      return [
        ...superscripts({ kind: 'group', body: body.slice(0, -1), span: node.span }, at, glyph),
        { kind: 'transpose' },
      ];
    }
    const [sign, count] = body;
    if (sign!.kind === 'atom' && (sign!.text === '\\odot' || sign!.text === '\\circ') && count !== undefined) {
      return [{ kind: 'entrywise-power', exponent: lowerNode(count, at) }];
    }
  }
  if (body.length === 1) {
    if (isTranspose(first, at)) return [{ kind: 'transpose' }];
    // `^{(1)^{\top}}`
    if (
      first.kind === 'scripted' &&
      first.base !== undefined &&
      first.sup !== undefined &&
      headOf(first).kind === 'fence'
    ) {
      return [...superscripts(first.base, at, glyph), ...superscripts(first.sup, at, undefined)];
    }
    const single = singleSuperscript(first, at, glyph);
    if (single !== undefined) return [single];
  }
  if (body.every((it) => it.kind === 'text' || (it.kind === 'command' && it.role === 'style')) && glyph !== undefined)
    return [{ kind: 'label', text: scriptText(body) }];
  return [{ kind: 'power', exponent: lowerNodes(body, at, node.span) }];
}

function singleSuperscript(node: Node, at: Lowering, glyph: Glyph | undefined): Script | undefined {
  if (node.kind === 'fence') {
    const inner = lowerNodes(node.body, at, node.span);
    if (inner.kind === 'hole' && inner.reason === 'not-understood')
      return { kind: 'label', text: scriptText(node.body) };
    const word = node.body.every((it) => it.kind === 'text' || it.kind === 'command') && node.body.length > 0;
    if (word) return { kind: 'label', text: scriptText(node.body) };
    return { kind: 'index', items: [{ kind: 'at', expr: inner }], upper: true };
  }
  if (node.kind === 'text') return { kind: 'label', text: node.text.trim() };
  if (node.kind === 'command' && node.role === 'style' && glyph !== undefined)
    return { kind: 'label', text: scriptText([node]) };
  if (node.kind !== 'atom') return undefined;
  if (node.text === '\\prime') return { kind: 'prime' };
  if (STARS.has(node.text) && at.habits.starIsTranspose(glyph && keyOf(glyph))) return { kind: 'transpose' };
  switch (node.text) {
    case '\\dagger':
    case '\\dag':
      return { kind: at.habits.daggerIsTranspose ? 'transpose' : 'pseudo-inverse' };
    case '+':
      // `k^+` beside `k^-`: a small letter names no matrix.
      return glyph !== undefined && /^[a-z]$/.test(glyph.letter)
        ? { kind: 'label', text: '+' }
        : { kind: 'pseudo-inverse' };
    case '*':
    case '\\ast':
    case '\\star':
    case '-':
    case '\\circ':
    case '\\perp':
    case '\\bot':
    case '\\sharp':
    case '\\flat':
    case '\\pm':
    case '\\infty':
      return { kind: 'label', text: node.text === '\\ast' || node.text === '\\star' ? '*' : node.text };
    case '\\pi':
      return { kind: 'label', text: 'π' };
    case 'H':
      return { kind: 'transpose' };
    case 'c':
    case 'C':
      return { kind: 'label', text: 'c' };
    default:
  }
  // `W^Q`, `W^O`: a capital on a capital is a name, no power; so is a function, as in `J^h`, and the h of an element.
  const isElement = glyph?.face === 'bold' && /^[eh]$/.test(node.text);
  const isName =
    isElement || /^[A-Z]$/.test(node.text) || (/^[fgh]$/.test(node.text) && at.habits.isPlainFunction(node));
  if (glyph !== undefined && glyph.letter !== 'e' && node.role === 'letter' && isName)
    return { kind: 'label', text: node.text };
  return undefined;
}

export function isTranspose(node: Node, at: Lowering): boolean {
  if (node.kind === 'atom') return TRANSPOSES.has(node.text) || (node.text === 't' && at.habits.tIsTranspose);
  if (node.kind === 'group') return node.body.length === 1 && isTranspose(node.body[0]!, at);
  if (node.kind === 'command' && (node.role === 'style' || node.role === 'operator'))
    return lettersOf(node.args[0]) === 'T' || lettersOf(node.args[0]) === 'top';
  return node.kind === 'text' && node.text.trim() === 'T';
}
