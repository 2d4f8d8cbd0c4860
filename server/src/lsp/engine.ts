/**
 * Everything that reads and judges notes, loaded as one piece after the server has answered `initialize`: the Markdown
 * reader alone takes longer to load than the connection takes to stand.
 */
export { analyse } from '../analysis/analyse.ts';
export { diagnostics } from '../features/diagnostics.ts';
export { hover } from '../features/hover.ts';
export { symbols } from '../features/symbols.ts';
export { formatOf, readNote } from '../note/read.ts';
