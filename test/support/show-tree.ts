/** A syntax tree in one line, for tables of expectations: `\frac12` is `(\frac 1 2)`. */
import type { Fault, Node, Tree } from '../../server/src/latex/node.ts';

export const showTree = (tree: Tree): string => showAll(tree.body);

const showAll = (nodes: readonly Node[]): string => nodes.map(show).join(' ');

function show(node: Node): string {
  switch (node.kind) {
    case 'atom':
      return node.text;
    case 'group':
      return `{${showAll(node.body)}}`;
    case 'scripted': {
      const base = node.base === undefined ? '∅' : show(node.base);
      const sub = node.sub === undefined ? '' : `_${show(node.sub)}`;
      const sup = node.sup === undefined ? '' : `^${show(node.sup)}`;
      return base + "'".repeat(node.primes) + sub + sup;
    }
    case 'command': {
      const option = node.option === undefined ? '' : `[${show(node.option)}]`;
      return `(${[node.name + (node.star ? '*' : '') + option, ...node.args.map(show)].join(' ')})`;
    }
    case 'fence':
      return `<${[node.open, ...node.body.map(show), node.close].join(' ')}>`;
    case 'environment': {
      const rows = node.rows.map((row) => row.cells.map(showAll).join(' & ')).join(' // ');
      return `[${node.name} ${node.role}: ${rows}]`;
    }
    case 'text':
      return `"${node.text}"${node.formulas.map((it) => `$${showAll(it)}$`).join('')}`;
    case 'fault':
      return `!${node.fault} ${node.text}!`;
  }
}

/** Every node of a tree, outermost first. */
export function* nodesOf(nodes: readonly Node[]): Generator<Node> {
  for (const node of nodes) {
    yield node;
    yield* nodesOf(childrenOf(node));
  }
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'group':
    case 'fence':
      return node.body;
    case 'scripted':
      return [node.base, node.sub, node.sup].filter((it) => it !== undefined);
    case 'command':
      return node.option === undefined ? node.args : [node.option, ...node.args];
    case 'environment':
      return node.rows.flatMap((row) => row.cells.flat());
    case 'text':
      return node.formulas.flat();
    case 'atom':
    case 'fault':
      return [];
  }
}

export const faultsOf = (tree: Tree): readonly Fault[] =>
  [...nodesOf(tree.body)].filter((node): node is Fault => node.kind === 'fault');
