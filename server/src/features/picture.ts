/**
 * Formulas as pictures, for editors that show images where they show no mathematics. MathJax comes with this file, which
 * is therefore loaded when the first picture is asked for.
 */
import { liteAdaptor } from '@mathjax/src/mjs/adaptors/liteAdaptor.js';
import { LiteElement } from '@mathjax/src/mjs/adaptors/lite/Element.js';
import { RegisterHTMLHandler } from '@mathjax/src/mjs/handlers/html.js';
import { TeX } from '@mathjax/src/mjs/input/tex.js';
import { mathjax } from '@mathjax/src/mjs/mathjax.js';
import { SVG } from '@mathjax/src/mjs/output/svg.js';
import '@mathjax/src/mjs/input/tex/base/BaseConfiguration.js';
import '@mathjax/src/mjs/input/tex/ams/AmsConfiguration.js';
import '@mathjax/src/mjs/input/tex/boldsymbol/BoldsymbolConfiguration.js';
import '@mathjax/src/mjs/input/tex/cancel/CancelConfiguration.js';
import '@mathjax/src/mjs/input/tex/color/ColorConfiguration.js';
import '@mathjax/src/mjs/input/tex/configmacros/ConfigMacrosConfiguration.js';
import '@mathjax/src/mjs/input/tex/mathtools/MathtoolsConfiguration.js';
import '@mathjax/src/mjs/input/tex/unicode/UnicodeConfiguration.js';
import { MathJaxNewcmFont } from '@mathjax/mathjax-newcm-font/mjs/svg.js';
import '@mathjax/mathjax-newcm-font/mjs/svg/dynamic/calligraphic.js';
import '@mathjax/mathjax-newcm-font/mjs/svg/dynamic/double-struck.js';
import '@mathjax/mathjax-newcm-font/mjs/svg/dynamic/fraktur.js';
import '@mathjax/mathjax-newcm-font/mjs/svg/dynamic/marrows.js';
import '@mathjax/mathjax-newcm-font/mjs/svg/dynamic/math.js';
import '@mathjax/mathjax-newcm-font/mjs/svg/dynamic/mshapes.js';
import '@mathjax/mathjax-newcm-font/mjs/svg/dynamic/sans-serif.js';
import '@mathjax/mathjax-newcm-font/mjs/svg/dynamic/script.js';
import '@mathjax/mathjax-newcm-font/mjs/svg/dynamic/variants.js';

/** The pieces of the font above: the only ones that can be had without waiting for a file. */
const pieces = /\/(?:calligraphic|double-struck|fraktur|marrows|math|mshapes|sans-serif|script|variants)(?:\.js)?$/;

/** Longer texts are not drawn: beside a mouse pointer they would be no help. */
const LONGEST_TEX = 600;
/** A hover over 100,000 characters is cut by VS Code, and an image with it. */
const LARGEST = 60_000;

/** Of the font's letter x, in the pixels of an editor's hover. */
const EX_IN_PIXELS = 8;

type Draw = (tex: string) => string;
let draw: Draw | undefined;

/**
 * A formula as the text of an SVG image, or undefined for one that cannot be drawn.
 * @param tex with no macros but TeX's own
 * @param colour of the signs, as in CSS: an image does not know the editor's
 */
export function picture(tex: string, colour: string): string | undefined {
  if (tex.length > LONGEST_TEX || definition.test(tex)) return undefined;
  try {
    draw ??= drawing();
    const drawn = coloured(draw(tex), colour);
    return drawn.length > LARGEST ? undefined : drawn;
  } catch {
    // A command that MathJax does not know, or a glyph of a piece that is not here: the text says it all the same.
    return undefined;
  }
}

/** What these define would hold for the pictures after. */
const definition = /\\(?:(?:re|provide)?newcommand|[gex]?def|let|Declare[A-Za-z]+|newenvironment)(?![A-Za-z])/;

function drawing(): Draw {
  mathjax.asyncLoad = (name: string): void => {
    if (!pieces.test(name)) throw new Error(`${name} is not part of the bundle`);
  };
  mathjax.asyncIsSynchronous = true;
  const adaptor = liteAdaptor();
  RegisterHTMLHandler(adaptor);
  const document = mathjax.document('', {
    InputJax: new TeX({
      packages: ['base', 'ams', 'boldsymbol', 'cancel', 'color', 'configmacros', 'mathtools', 'unicode'],
      macros: {
        bm: ['\\boldsymbol{#1}', 1],
        mathbbm: ['\\mathbb{#1}', 1],
        newline: '\\\\',
        require: ['', 1],
      },
      formatError: (_: unknown, fault: Error): never => {
        throw fault;
      },
    }),
    OutputJax: new SVG({ fontData: MathJaxNewcmFont, fontCache: 'local' }),
  });
  const size = { display: true, em: 2 * EX_IN_PIXELS, ex: EX_IN_PIXELS };
  return (tex) => adaptor.innerHTML(elementOf(document.convert(tex, size)));
}

/** MathJax does not say of what type its answer is. */
function elementOf(made: unknown): LiteElement {
  if (made instanceof LiteElement) return made;
  throw new Error('no image was made');
}

/** In pixels and in one colour, without what an image has no use for. */
const coloured = (svg: string, colour: string): string =>
  svg
    .replaceAll(/ (?:data-[\w-]+|role|focusable|style)="[^"]*"/g, '')
    .replaceAll(/ (width|height)="([\d.]+)ex"/g, (_, side: string, size: string) => {
      return ` ${side}="${(Number(size) * EX_IN_PIXELS).toFixed(1)}"`;
    })
    .replaceAll('currentColor', colour);
