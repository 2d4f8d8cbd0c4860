/** Names that the server and its clients share. Types only the client needs from here cost it nothing at run time. */
import type { Location, WorkspaceEdit } from 'vscode-languageserver';

/** The section of the client's settings, and the source that diagnostics name. */
export const section = 'nabla';

/** Where the README explains each code; editors show it as a link beside the finding. */
export const homepage = 'https://github.com/nabla-math/nabla';

/** What a client may send with `initialize`; every field may be missing. */
export interface InitializationOptions {
  /** Settings for clients that do not answer `workspace/configuration`. */
  readonly nabla?: unknown;
  /** The text of the verifying worker's bundle, where the server cannot find it by itself. */
  readonly workerSource?: string;
  /** A folder of the client for the extension, where the verifying worker's compiled code is kept between sessions. */
  readonly storage?: string;
  /** The client has the command `nabla.ignore`, which takes `IgnoreArguments`. */
  readonly ignoreList?: boolean;
  /** The client answers `nabla/readText` (the text of a file by its address, or null), `nabla/writeText` and `nabla/listFolder`. */
  readonly readsFiles?: boolean;
  /** How pictures of formulas look, for a client that shows images in Markdown; told anew by `nabla/look`. */
  readonly look?: Look;
  /** The client paints verdicts from `nabla/verdicts`, and shows inlay hints of Markdown while keys are held. */
  readonly paintsVerdicts?: boolean;
}

export interface Look {
  /** Of the text in hovers: `#rrggbb`. */
  readonly foreground: string;
  /** Something else shows the formulas of LaTeX files in hovers. */
  readonly othersInLatex: boolean;
}

export type LookNotification = 'nabla/look';

/** What the command `nabla.ignore` is given: the ways to silence one finding. */
export interface IgnoreArguments {
  readonly code: string;
  /** Of each document of the note, when the edits were made. */
  readonly versions: Readonly<Record<string, number>>;
  readonly choices: readonly {
    readonly id: 'here' | 'symbol' | 'note' | 'expect';
    readonly title: string;
    readonly edit: WorkspaceEdit;
  }[];
}

/** Sent by the server whenever the verdicts of a note change; clients that do not know it ignore it. */
export type VerdictsNotification = 'nabla/verdicts';

export type Mark = 'proved' | 'checked' | 'true-if' | 'other-layout' | 'does-not-fit' | 'not-true' | 'not-checked';

/** The gravest verdict of the claims that begin on a line. */
export interface MarkedClaim {
  /** From 0. */
  readonly line: number;
  readonly mark: Mark;
  /** The verdict in words, for the hover and for those who hear it. */
  readonly text: string;
  /** The verdict is of the text before the last edit. */
  readonly dimmed?: boolean;
}

export interface VerdictsParams {
  readonly uri: string;
  readonly version: number;
  readonly claims: readonly MarkedClaim[];
  /** `9 checked · 2 proved · 5 not checked`. */
  readonly summary: string;
  /** `gradients as columns (stated line 1)`; empty where nothing is known. */
  readonly layout: string;
  /** Findings that ask for attention: errors and warnings. */
  readonly attention: number;
  readonly style: 'marks' | 'lens' | 'hints' | 'none';
  readonly paused: boolean;
}

/** A claim in the list that the command `nabla.claims` gives. */
export interface ClaimItem {
  readonly label: string;
  readonly detail: string;
  readonly location: Location;
}

/** What the command `nabla.counterexample` gives. */
export interface CounterexampleShown {
  readonly text: string;
  readonly numpy: string;
}
