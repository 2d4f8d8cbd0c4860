/** What draws formulas, as a script of its own: a web worker loads nothing lazily but scripts that leave a global behind. */
import { picture } from '../features/picture.ts';

declare const self: { nablaPicture?: typeof picture };

self.nablaPicture = picture;
