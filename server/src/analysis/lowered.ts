/** Trees → statements, each remembered with what it asked of the note's habits: other habits that answer alike lower alike. */
import type { Habits } from '../expr/lower-habits.ts';
import { lowerStatements } from '../expr/lower-statements.ts';
import type { Statement } from '../expr/statement.ts';
import type { Tree } from '../latex/node.ts';
import { type Declaration, declarationsOf } from '../shape/declare.ts';

export interface Lowered {
  readonly statements: readonly Statement[];
  readonly declarations: readonly Declaration[];
  readonly asked: readonly Asked[];
  /** Of the habits that it was last found to be read by. */
  signature: string;
}

interface Asked {
  readonly question: (habits: Habits) => string | boolean | undefined;
  readonly answer: string | boolean | undefined;
}

/** The last two readings of a tree: before and after the note's declarations are known. */
const memo = new WeakMap<Tree, readonly Lowered[]>();

/** Lowers trees by these habits, or finds what they were lowered to by habits that look the same to them. */
export function lowering(habits: Habits): (tree: Tree) => Lowered {
  const { heard, take } = listening(habits);
  return (tree) => {
    const known = memo.get(tree);
    const { signature } = habits;
    const same =
      known?.find((it) => it.signature === signature) ??
      known?.find((it) => it.asked.every(({ question, answer }) => question(habits) === answer));
    if (same !== undefined) {
      same.signature = signature;
      return same;
    }
    const statements = lowerStatements(tree, heard);
    const made = { statements, declarations: declarationsOf(statements), asked: take(), signature };
    memo.set(tree, known === undefined ? [made] : [made, known[0]!]);
    return made;
  };
}

/** Habits that note what is asked of them until it is taken. */
function listening(habits: Habits): { readonly heard: Habits; readonly take: () => readonly Asked[] } {
  let asked: Asked[] = [];
  const ask = <T extends Asked['answer']>(question: (habits: Habits) => T): T => {
    const answer = question(habits);
    asked.push({ question, answer });
    return answer;
  };
  const heard: Habits = {
    signature: habits.signature,
    applies: (name, fence, scripted) => ask((it) => it.applies(name, fence, scripted)),
    isFunction: (name) => ask((it) => it.isFunction(name)),
    isPlainFunction: (name) => ask((it) => it.isPlainFunction(name)),
    isValue: (name) => ask((it) => it.isValue(name)),
    operatorSaid: (name) => ask((it) => it.operatorSaid(name)),
    isGiven: (name) => ask((it) => it.isGiven(name)),
    isSize: (key) => ask((it) => it.isSize(key)),
    isCounter: (letter) => ask((it) => it.isCounter(letter)),
    isNumberedAbove: (key) => ask((it) => it.isNumberedAbove(key)),
    scriptRole: (key, sign) => ask((it) => it.scriptRole(key, sign)),
    get layersAbove() {
      return ask((it) => it.layersAbove);
    },
    get circIsHadamard() {
      return ask((it) => it.circIsHadamard);
    },
    get primeIsTranspose() {
      return ask((it) => it.primeIsTranspose);
    },
    get colons() {
      return ask((it) => it.colons);
    },
    get turnsBefore() {
      return ask((it) => it.turnsBefore);
    },
    get commutes() {
      return ask((it) => it.commutes);
    },
    get anticommutes() {
      return ask((it) => it.anticommutes);
    },
    primeIsSlope: (name) => ask((it) => it.primeIsSlope(name)),
    get namesJacobians() {
      return ask((it) => it.namesJacobians);
    },
    get namesHessians() {
      return ask((it) => it.namesHessians);
    },
    get namesMaps() {
      return ask((it) => it.namesMaps);
    },
    starIsTranspose: (key) => ask((it) => it.starIsTranspose(key)),
    get daggerIsTranspose() {
      return ask((it) => it.daggerIsTranspose);
    },
    get sumsRepeated() {
      return ask((it) => it.sumsRepeated);
    },
    get tIsTranspose() {
      return ask((it) => it.tIsTranspose);
    },
  };
  const take = (): readonly Asked[] => {
    const taken = asked;
    asked = [];
    return taken;
  };
  return { heard, take };
}
