/** Silence that a person asked for: for a note, for an hour, or until the server starts again. */
import { after } from '../base/after.ts';

export const pauseKinds = ['note', 'hour', 'session', 'resume'] as const;
export type PauseKind = (typeof pauseKinds)[number];

export interface Pauses {
  readonly isPaused: (note: string) => boolean;
  /** `resume` ends all of them for a note. */
  readonly set: (kind: PauseKind, note: string) => void;
}

const hourMs = 3_600_000;

/** @param changed something is paused that was not, or no more */
export function pausesWith(changed: () => void): Pauses {
  const notes = new Set<string>();
  let everywhere = false;
  let stop: (() => void) | undefined;
  return {
    isPaused: (note) => everywhere || notes.has(note),
    set: (kind, note) => {
      stop?.();
      stop = undefined;
      if (kind === 'note') notes.add(note);
      else if (kind === 'resume') notes.delete(note);
      everywhere = kind === 'hour' || kind === 'session' || (kind === 'note' && everywhere);
      if (kind === 'hour') {
        stop = after(hourMs, () => {
          everywhere = false;
          changed();
        });
      }
      changed();
    },
  };
}
