/** Formulas over the names of a section: mentions, definitions, identities and derivations, all of them true. */
import type { Names } from './names.ts';
import { type Random, pick } from './random.ts';

type Saying = (names: Names) => string;
type Steps = (names: Names) => readonly string[];

export const mention = (random: Random, names: Names): string => pick(random, mentions)(names);
export const definition = (random: Random, names: Names): string => pick(random, definitions)(names);
export const identity = (random: Random, names: Names): string => pick(random, identities)(names);

/** The left side, then what it equals, step by step. */
export const derivation = (random: Random, names: Names): readonly string[] => pick(random, derivations)(names);

const t = (it: string): string => `${it}^\\top`;
const norm = (it: string): string => `\\|${it}\\|^2`;
const trace = (it: string): string => `\\operatorname{tr}(${it})`;

const mentions: readonly Saying[] = [
  ({ matrix }) => matrix.ab,
  ({ matrix }) => matrix.bc,
  ({ vector }) => vector.a,
  ({ vector }) => vector.b,
  ({ square }) => square,
  ({ scalar }) => scalar,
  ({ matrix, vector }) => `${matrix.ab} ${vector.b}`,
  ({ matrix, vector }) => `${t(matrix.ab)} ${vector.a}`,
  ({ square, vector }) => `${t(vector.b)} ${square} ${vector.b2}`,
];

const definitions: readonly Saying[] = [
  ({ matrix: { ab }, vector, fresh }) => `${fresh.vector} = ${ab} ${vector.b} - ${vector.a}`,
  ({ matrix: { ab, bc }, fresh }) => `${fresh.matrix} = ${ab} ${bc}`,
  ({ matrix: { ab, like }, scalar, fresh }) => `${fresh.matrix} = ${ab} + ${scalar} ${like}`,
  ({ matrix: { ab }, vector, square, fresh }) => `${fresh.vector} = ${ab} ${square} (${vector.b} + ${vector.b2})`,
  ({ matrix: { ab }, square, scalar, fresh }) =>
    `${fresh.matrix} = (${t(ab)} ${ab} + ${scalar} ${square})^{-1} ${t(ab)}`,
];

const identities: readonly Saying[] = [
  ({ matrix: { ab, bc } }) => `(${ab} ${bc})^\\top = ${t(bc)} ${t(ab)}`,
  ({ matrix: { ab }, vector }) => `${t(vector.a)} ${ab} ${vector.b} = ${t(vector.b)} ${t(ab)} ${vector.a}`,
  ({ matrix: { ab, like } }) => `${trace(`${t(ab)} ${like}`)} = ${trace(`${like} ${t(ab)}`)}`,
  ({ matrix: { ab, like }, scalar }) => `(${ab} + ${scalar} ${like})^\\top = ${t(ab)} + ${scalar} ${t(like)}`,
  ({ matrix: { ab }, vector }) => `${norm(`${ab} ${vector.b}`)} = ${t(vector.b)} ${t(ab)} ${ab} ${vector.b}`,
  ({ vector }) =>
    `${norm(`${vector.a} + ${vector.a2}`)} = ${norm(vector.a)} + 2 ${t(vector.a)} ${vector.a2} + ${norm(vector.a2)}`,
  ({ matrix: { ab, bc, like }, vector: { c } }) =>
    `(${ab} + ${like}) ${bc} ${c} = ${ab} ${bc} ${c} + ${like} ${bc} ${c}`,
  ({ square, vector }) => `\\nabla_{${vector.b}} \\, ${t(vector.b)} ${square} ${vector.b} = 2 ${square} ${vector.b}`,
  ({ matrix: { ab }, vector }) =>
    `\\nabla_{${vector.b}} ${norm(`${ab} ${vector.b} - ${vector.a}`)} = 2 ${t(ab)} (${ab} ${vector.b} - ${vector.a})`,
  ({ matrix: { ab, like } }) => `\\frac{\\partial}{\\partial ${ab}} ${trace(`${t(like)} ${ab}`)} = ${like}`,
  ({ vector, scalar }) =>
    `\\sum_{i} ${scalar} [${vector.a}]_i [${vector.a2}]_i = ${scalar} ${t(vector.a)} ${vector.a2}`,
  ({ matrix: { ab }, vector, scalar }) =>
    `${ab} (${scalar} ${vector.b} + ${vector.b2}) = ${scalar} ${ab} ${vector.b} + ${ab} ${vector.b2}`,
];

const derivations: readonly Steps[] = [
  ({ matrix: { ab }, vector: { a, b } }) => [
    norm(`${ab} ${b} - ${a}`),
    `(${ab} ${b} - ${a})^\\top (${ab} ${b} - ${a})`,
    `${t(b)} ${t(ab)} ${ab} ${b} - 2 ${t(a)} ${ab} ${b} + ${t(a)} ${a}`,
  ],
  ({ matrix: { ab, bc }, vector: { a, c } }) => [
    `${t(a)} ${ab} ${bc} ${c}`,
    `(${t(ab)} ${a})^\\top ${bc} ${c}`,
    `${t(c)} ${t(bc)} ${t(ab)} ${a}`,
    trace(`${ab} ${bc} ${c} ${t(a)}`),
  ],
  ({ matrix: { ab, like }, square }) => [
    trace(`${ab} ${square} ${t(like)}`),
    trace(`${t(like)} ${ab} ${square}`),
    trace(`${square} ${t(ab)} ${like}`),
  ],
  ({ square, vector: { b, b2 }, scalar }) => [
    `(${b} + ${scalar} ${b2})^\\top ${square} (${b} + ${scalar} ${b2})`,
    `${t(b)} ${square} ${b} + 2 ${scalar} ${t(b)} ${square} ${b2} + ${scalar}^2 ${t(b2)} ${square} ${b2}`,
  ],
];
