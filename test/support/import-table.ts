/**
 * The import table of ARCHITECTURE.md, read and applied. A row is `| folder | may import | packages |`, where an entry
 * `name (…, …)` is narrower than `name`: `types` allows types only, `from lower*.ts` allows it to those files only, and
 * a file name allows that file only, `types of a.ts` only its types.
 */
import { basename, dirname, join, normalize } from 'node:path/posix';
import ts from 'typescript';

export interface ImportTable {
  readonly [folder: string]: { readonly folders: readonly Permission[]; readonly packages: readonly Permission[] };
}

interface Permission {
  readonly name: string;
  /** Nothing: everything in the folder. */
  readonly limits: readonly string[];
}

export interface Import {
  readonly specifier: string;
  readonly typesOnly: boolean;
}

export function readImportTable(markdown: string): ImportTable {
  const [, section = ''] = markdown.split('## Who may import what');
  const rows = [...section.matchAll(/^\| *`(\S+)` *\| *([^|]*?) *\| *([^|]*?) *\|$/gm)];
  return Object.fromEntries<ImportTable[string]>(
    rows.map(([, folder = '', folders = '', packages = '']) => [
      folder,
      { folders: permissions(folders), packages: permissions(packages) },
    ]),
  );
}

/** `expr (types, print.ts), base` → two permissions. A dash stands for none. */
function permissions(cell: string): readonly Permission[] {
  return [...cell.replaceAll('`', '').matchAll(/([\w@/:.*-]*\w[\w@/:.*-]*)(?: \(([^)]*)\))?/g)].map(
    ([, name = '', limits]) => ({ name, limits: limits?.split(/, */) ?? [] }),
  );
}

/** The row a file of server/src or client/src belongs to: its folder, or its own name where it lies at the top. */
export function rowOf(file: string): string {
  if (file.startsWith('client/')) return 'client';
  const inside = file.replace('server/src/', '');
  return inside.includes('/') ? inside.slice(0, inside.indexOf('/')) : inside;
}

/** Why an import is not allowed, or nothing. */
export function refusal(table: ImportTable, file: string, it: Import): string | undefined {
  const row = table[rowOf(file)];
  if (row === undefined) return `${rowOf(file)} is not in the table`;
  if (!it.specifier.startsWith('.')) {
    const allowed = row.packages.some(
      ({ name, limits }) => packageMatches(name, it.specifier) && holds(limits, file, '', it),
    );
    return allowed ? undefined : `the package ${it.specifier} is not in its row`;
  }
  const target = normalize(join(dirname(file), it.specifier));
  if (!target.endsWith('.ts') && !target.endsWith('.json')) return `${it.specifier} does not name a file`;
  if (rowOf(target) === rowOf(file) && target.startsWith('client/') === file.startsWith('client/')) return undefined;
  const allowed = row.folders.some(({ name, limits }) => name === rowOf(target) && holds(limits, file, target, it));
  return allowed ? undefined : `${target} is not in its row`;
}

const packageMatches = (name: string, specifier: string): boolean =>
  name.endsWith(':') ? specifier.startsWith(name) : matches(name, specifier) || specifier.startsWith(`${name}/`);

/** Whether a text is what a name with `*` for any run of characters describes. */
const matches = (name: string, text: string): boolean =>
  new RegExp(`^${name.replace(/[.+?()[\]{}|^$\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(text);

/** Of the limits, those on the importing file must hold, and of those on what is imported, one. */
function holds(limits: readonly string[], file: string, target: string, it: Import): boolean {
  const from = limits.filter((limit) => limit.startsWith('from ')).map((limit) => limit.slice('from '.length));
  const what = limits.filter((limit) => !limit.startsWith('from '));
  return (
    (from.length === 0 || from.some((glob) => matches(glob, basename(file)))) &&
    (what.length === 0 || what.some((limit) => admits(limit, target, it)))
  );
}

function admits(limit: string, target: string, it: Import): boolean {
  const [name = '', types] = limit.split(' of ').reverse();
  if (name === 'types') return it.typesOnly;
  return target.endsWith(`/${name}`) && (types === undefined || it.typesOnly);
}

/** Every import of a file, of whatever form; one whose target is computed has the specifier `?`. */
export function importsOf(source: ts.SourceFile): readonly Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      found.push({ specifier: textOf(node.moduleSpecifier), typesOnly: bringsOnlyTypes(node) });
    if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      found.push({ specifier: textOf(node.moduleSpecifier), typesOnly: node.isTypeOnly });
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      found.push({ specifier: textOf(node.arguments[0]), typesOnly: false });
    }
    if (ts.isImportTypeNode(node)) {
      found.push({
        specifier: ts.isLiteralTypeNode(node.argument) ? textOf(node.argument.literal) : '?',
        typesOnly: true,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const textOf = (node: ts.Node | undefined): string =>
  node !== undefined && ts.isStringLiteralLike(node) ? node.text : '?';

function bringsOnlyTypes({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = importClause;
  return (
    name === undefined &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.every((element) => element.isTypeOnly)
  );
}
