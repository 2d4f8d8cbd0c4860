// Builds everything that runs into dist/, and writes nowhere else.
//   --types   adds the declarations for the library
//   --debug   adds source maps, and leaves names and line breaks as they are
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

process.chdir(dirname(fileURLToPath(import.meta.url)));
const debug = process.argv.includes('--debug');

/** Parts that stand alone beside the bundle that loads them, when it does: each is named by its source and its bundle. */
const apart = (parts) => ({
  name: 'apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\./, namespace: 'file' }, ({ path, kind }) =>
      kind === 'dynamic-import' && parts[path] ? { path: parts[path], external: true } : undefined,
    ),
});

/** Node loads the parts of these on demand: what several share, and what is imported lazily, becomes a chunk. */
const node = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  splitting: true,
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  // CommonJS packages (vscode-languageserver) call require(), which an ES module does not have.
  banner: { js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);" },
  entryPoints: {
    cli: 'server/src/cli/main.ts',
    engine: 'server/src/lsp/engine.ts',
    picture: 'server/src/features/picture.ts',
    index: 'server/src/index.ts',
    remark: 'server/src/remark.ts',
  },
  plugins: [apart({ '../main.ts': './server.cjs' })],
};

/** An editor waits for the server to start: one script is there sooner than a graph of modules. */
const server = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  banner: { js: "const __url = require('node:url').pathToFileURL(__filename).href;" },
  define: { 'import.meta.url': '__url' },
  entryPoints: ['server/src/main.ts'],
  outfile: 'dist/server.cjs',
  plugins: [apart({ './engine.ts': './engine.js', './features/picture.ts': './picture.js' })],
};

/** What goes over the wire to a browser, or is read at each start of an editor, is made small. */
const small = { minify: !debug };

/** Threads start often and one at a time: a single small script is read in half the time that a graph of modules takes. */
const thread = {
  ...small,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  entryPoints: ['server/src/node/worker.ts', 'server/src/node/worker-body.ts'],
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
};

/** VS Code loads extensions with require(); the endings are what its two hosts ask for. */
const client = { ...small, bundle: true, format: 'cjs', external: ['vscode'] };
const desktopClient = {
  ...client,
  platform: 'node',
  target: 'node20',
  entryPoints: ['client/src/extension.ts'],
  outfile: 'dist/client.cjs',
};
const browserClient = {
  ...client,
  platform: 'browser',
  target: 'es2022',
  entryPoints: ['client/src/browser.ts'],
  outfile: 'dist/client.browser.js',
};

/** VS Code in a browser starts workers as classic scripts, in which nothing can be loaded lazily. */
const web = {
  ...small,
  bundle: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  conditions: ['worker'],
  outdir: 'dist',
  entryPoints: {
    'server.browser': 'server/src/browser.ts',
    'worker.browser': 'server/src/browser/worker.ts',
    'picture.browser': 'server/src/browser/picture.ts',
  },
};

const results = await Promise.all(
  [node, server, thread, desktopClient, browserClient, web].map((options) =>
    build({ write: false, metafile: true, legalComments: 'none', logLevel: 'warning', sourcemap: debug, ...options }),
  ),
);

// Chunks carry a hash in their name: old ones would pile up and be packaged.
rmSync('dist', { recursive: true, force: true });
for (const { path, contents } of results.flatMap(({ outputFiles }) => outputFiles)) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}
writeFileSync('dist/catalogue.json', await catalogue());
// Not said in the package's own manifest: by that, VS Code in a browser would take its client for an ES module too, which
// it cannot load.
writeFileSync('dist/package.json', '{ "type": "module" }\n');
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', notices(packagesIn(results.map((result) => result.metafile))));
if (process.argv.includes('--types')) await emitDeclarations(['server/src/index.ts', 'server/src/remark.ts']);

/** The rules, read from their notes by the product itself. A fault in a note ends the build. */
async function catalogue() {
  const [{ text }] = (
    await build({
      bundle: true,
      write: false,
      platform: 'node',
      format: 'esm',
      stdin: {
        contents:
          "export * from './server/src/rules/compile.ts'; export * from './server/src/rules/catalogue.ts'; export * from './server/src/rules/fault.ts';",
        resolveDir: '.',
      },
    })
  ).outputFiles;
  const compiler = resolve('dist/compile.mjs');
  writeFileSync(compiler, text);
  const { compileRules, printCatalogue, faultText } = await import(pathToFileURL(compiler).href);
  rmSync(compiler);
  const folder = 'server/catalogue';
  const chapters = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => {
      const note = readFileSync(join(folder, name), 'utf8');
      const { chapter, faults } = compileRules(note);
      const [fault] = faults;
      if (fault === undefined) return chapter;
      const line = note.slice(0, fault.span.start).split('\n').length;
      throw new Error(`${folder}/${name}:${line}: ${faultText(fault)}`);
    });
  return printCatalogue(chapters);
}

/** The folders in node_modules from which at least one byte was taken. */
function packagesIn(metafiles) {
  const folders = metafiles
    .flatMap((metafile) => Object.values(metafile.outputs))
    .flatMap((output) => Object.entries(output.inputs))
    .filter(([, taken]) => taken.bytesInOutput > 0)
    .map(([path]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
    .filter((folder) => folder !== undefined);
  return [...new Set(folders)].sort();
}

/** One entry a package: its name, its licence, and the licence text that it ships. */
function notices(folders) {
  const entries = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const texts = readdirSync(folder)
      .filter((file) => /^(licen[cs]e|notice)/i.test(file))
      .map((file) => readFileSync(join(folder, file), 'utf8').trim());
    return [`${name} ${version} (${license})`, ...texts].join('\n\n');
  });
  return ['Nabla contains parts of the following packages.', ...entries].join(`\n\n${'-'.repeat(80)}\n\n`) + '\n';
}

/** Declarations of the library's faces and of what they reach; the compiler is slow to load, so only on request. */
async function emitDeclarations(entries) {
  const { default: ts } = await import('typescript');
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile('tsconfig.json', ts.sys.readFile).config,
    ts.sys,
    '.',
  );
  const declarations = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: '.',
    outDir: 'dist/types',
  };
  const program = ts.createProgram(entries, { ...options, ...declarations });
  const { diagnostics, emitSkipped } = program.emit();
  if (emitSkipped || diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, host(ts)));
}

function host(ts) {
  return {
    getCanonicalFileName: (file) => file,
    getCurrentDirectory: ts.sys.getCurrentDirectory,
    getNewLine: () => '\n',
  };
}
