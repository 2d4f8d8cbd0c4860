/**
 * Everything that reads and judges notes, loaded as one piece after the server has answered `initialize`: the Markdown
 * reader alone takes longer to load than the connection takes to stand.
 */
export { analyse } from '../analysis/analyse.ts';
export { answered } from '../analysis/asking.ts';
export { claimsBegun, claimsOfPart } from '../analysis/jobs.ts';
export { isCutShort, isDecided, keyOfQuestion, rememberPart, withVerdicts } from '../analysis/judged.ts';
export { refutationBy } from '../analysis/rule-check.ts';
export { rulebook } from '../analysis/rulebook.ts';
export { completions } from '../features/complete.ts';
export { fingerprints, softened } from '../features/baseline.ts';
export { claimNear, counterexample } from '../features/counterexample.ts';
export { glyphs, gravest, saidOfPart, shownClaims, verdictSentence, words } from '../features/claims.ts';
export { asksForRules } from '../features/derivation-hover.ts';
export { deriveActions } from '../features/derive-actions.ts';
export { diagnostics } from '../features/diagnostics.ts';
export { explain, isCode } from '../features/explain.ts';
export { ignoreChoices } from '../features/ignore.ts';
export { layoutConversions } from '../features/convert-layout.ts';
export { layoutInWords } from '../features/layout.ts';
export { marks, summaryOf } from '../features/marks.ts';
export { overview, legend, listedClaims } from '../features/overview.ts';
export { shapeHints } from '../features/shape-hints.ts';
export { hover } from '../features/hover.ts';
export { declaration, definition, highlights, references } from '../features/references.ts';
export { prepareRename, rename } from '../features/rename.ts';
export { symbols } from '../features/symbols.ts';
export { writeDown } from '../features/write-down.ts';
export { workspaceSymbols } from '../features/workspace-symbols.ts';
export { formatOf, readNote } from '../note/read.ts';
