export const help = `Nabla reads the mathematics in Markdown, LaTeX and Jupyter notes and says where dimensions do not fit.

  nabla check <file|folder|glob>…   look at notes
      --format text|json|sarif|github
      --strict           warnings count as errors for the exit code
      --verbose          hints too
      --shapes           with json: the shape of every symbol and subexpression
      --layout numerator|denominator|mixed
                         the layout of notes that do not state one
      --profile quiet|standard|thorough|exercise
      --no-verify        dimensions only
      --baseline FILE    findings that were accepted before are hints
      --update-baseline  takes out of it what no longer occurs (.nabla/baseline.json unless --baseline names another)
      --accept-new       with --update-baseline: puts in all that is found now
      --changed          only notes that git says are changed
      --max-findings N   writes at most so many; the exit code counts all
      --watch            looks again whenever something changes
  nabla verify '<claim>'            try one claim on numbers
      --declare '<LaTeX>'    A \\in \\mathbb{R}^{m \\times n}, or a definition; as often as needed
      --condition '<words>'  '$A$ is symmetric'
      --layout numerator|denominator|mixed
      --format text|json
      --batch            claims as JSON Lines on stdin: {"id", "claim", "declare", "conditions", "layout"}
  nabla rules [ID]       the rules of the catalogue, or one of them: its conditions, formulas and source
      --format text|json
  nabla derive '<TeX>' --wrt X      the derivative, read back and compared before it is shown
      --declare 'A \\in \\mathbb{R}^{m \\times n}'   a declaration; may be repeated
      --condition '$A$ is symmetric'     what holds; may be repeated
      --layout numerator|denominator|mixed
      --order N          2 for a Hessian
      --format text|json
      --batch            JSON Lines on stdin: {"id","f","wrt","declare","conditions","layout","order"}
  nabla code '<TeX>' --to LANGUAGE  the expression as code in numpy, pytorch, julia or matlab; --declare, --condition,
                                    --format and --batch as above
  nabla explain [CODE]   what a finding means and how to go on; without a code, all of them
  nabla serve [--stdio]  the language server, for editors
  nabla --version

Exit code: 0 nothing to mend, 1 findings of severity error, 2 a wrong command line or a file that could not be read.
Folders are searched for .md .markdown .qmd .rmd .mdx .tex .ipynb .txt; what .gitignore names is left out.`;
