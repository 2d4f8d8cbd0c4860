/** The signs of claims. */
import type { Sign } from '../verify/job.ts';

export const SIGNS: Readonly<Record<string, Sign>> = {
  '=': '=', '==': '=', '\\equiv': '=', '<': '<', '>': '>', '\\lt': '<', '\\gt': '>', '\\le': '<=', '\\leq': '<=', '\\leqslant': '<=', '≤': '<=',
  '\\ge': '>=', '\\geq': '>=', '\\geqslant': '>=', '≥': '>=', '\\preceq': 'preceq', '\\succeq': 'succeq', '\\prec': 'prec', '\\succ': 'succ',
}; // prettier-ignore
