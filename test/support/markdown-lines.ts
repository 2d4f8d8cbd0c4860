/** Made-up notes for laws: any lines of Markdown in any order. */
import fc from 'fast-check';

/** Lines that open, close and interrupt each other in every way we know of. */
export const anyLine = fc.constantFrom(
  ...[
    '',
    '',
    '',
    '# h $a$',
    '## $b$',
    '#not',
    'Some words and $c$.',
    '$$',
    '$$ d',
    'd $$',
    'so $$e',
    '$$f$$',
    '\\[',
    '\\]',
  ],
  ...[
    '\\begin{align}',
    '\\end{align}',
    '- item $g$',
    '  $$',
    '  more',
    '    code $h$',
    '1. one',
    '> quote $i$',
    '> $$',
    '>',
  ],
  ...[
    '```',
    '```math',
    '~~~',
    '<!--',
    '-->',
    '<div>',
    '</div>',
    '<pre>',
    '</pre>',
    '| a | $j$ |',
    '|---|---|',
    '===',
    '---',
  ],
  ...[
    '**bold $k$',
    'end** \\(l\\)',
    '`code',
    'x` $m$',
    '\\newcommand{\\R}{r}',
    '<!-- nabla: off -->',
    '\\$5 and $6',
    '= n',
    '+ o',
    ':::',
  ],
  ...[
    'We said that one thing.',
    '::: theorem',
    '12.3 Title of it',
    '\t$p$',
    '[a]: $q$',
    '2. two $t$',
    '3) three',
    '   lazy $u$',
    '  - nested $v$',
    '* * *',
    '-',
    '> - both $w$',
    '[r]($s$)',
    '\\[1\\] text',
  ],
);
const upTo25 = (line: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(line, { maxLength: 25 }).map((lines) => lines.join('\n'));

/** Up to 25 of them. */
export const anyLines = upTo25(anyLine);

/** Among them the admonitions of MkDocs and what is indented in them; to a tree of remark they are no containers. */
export const anyReaderLine = fc.oneof(
  { weight: 8, arbitrary: anyLine },
  { weight: 1, arbitrary: fc.constantFrom('!!! note "N $p$"', '??? tip', '=== "T"', '    $q$', '        $$') },
);
export const anyReaderLines = upTo25(anyReaderLine);
