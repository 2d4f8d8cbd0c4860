/**
 * What each control sequence is: one table in sections, a row for each kind of use. Sources: the LaTeX kernel, amsmath,
 * amssymb, mathtools, stmaryrd, bm, braket, physics, and the lists of functions KaTeX and MathJax support. Meaning is
 * not here: that `\operatorname{tr}` takes one argument is, that a trace is a scalar is not.
 */
import type { CommandRole, Role } from './node.ts';

/** How the parser treats a command. */
export type Does =
  | 'atom' //       stands for itself
  | 'open' //       an opening delimiter, as \{ or \lVert
  | 'close' //      a closing delimiter
  | 'bar' //        opens and closes: \| \vert
  | 'space' //      changes only how it looks: trivia, with its arguments
  | 'length' //     \kern and its kin: trivia up to the end of a length
  | 'command' //    a command with arguments
  | 'wrap' //       shows its argument and means no more than braces would: \smash{x}
  | 'text' //       words
  | 'words' //      words, or one letter in another face: \textbf{w}
  | 'switch' //     applies to the rest of its group: {\bf x}
  | 'infix' //      {a \over b}
  | 'rows' //       plain TeX's \pmatrix{a & b \cr c & d}
  | 'rewrite' //    short for something else in this table
  | 'not' //        negates the relation that follows
  | 'size' //       \big: the delimiter that follows
  | 'size-open' //  \bigl
  | 'size-close' // \bigr
  | 'size-middle' // \bigm
  | 'left'
  | 'right'
  | 'middle'
  | 'begin'
  | 'end'
  | 'newline'
  | 'define'
  | 'until' //      reads up to an infix command: \root 3 \of x
  | 'verb';

export interface Spec {
  readonly does: Does;
  /** Of the atom it is. */
  readonly role: Role;
  /** Of the command it is. */
  readonly command: CommandRole;
  /**
   * Arguments in the letters of xparse: `m` an argument, `g` an optional `{…}`, `s` an optional star, `o` an optional
   * `[…]`, `v` an argument that is not mathematics (a colour, a label, a length), `O` the same in brackets.
   * For delimiters: the family, so that `\lfloor` and `\rfloor` find each other. For rewrites see `rewrites`.
   */
  readonly args: string;
}

const raw = String.raw;

// prettier-ignore
const symbols: readonly (readonly [Role, string])[] = [
  // Greek and other letters
  ['letter', raw`\alpha \beta \gamma \delta \epsilon \zeta \eta \theta \iota \kappa \lambda \mu \nu \xi \omicron \pi \rho \sigma \tau \upsilon \phi \chi \psi \omega`],
  ['letter', raw`\varepsilon \vartheta \varpi \varrho \varsigma \varphi \digamma \varkappa \varbeta \vardelta`],
  ['letter', raw`\Alpha \Beta \Gamma \Delta \Epsilon \Zeta \Eta \Theta \Iota \Kappa \Lambda \Mu \Nu \Xi \Omicron \Pi \Rho \Sigma \Tau \Upsilon \Phi \Chi \Psi \Omega`],
  ['letter', raw`\varGamma \varDelta \varTheta \varLambda \varXi \varPi \varSigma \varUpsilon \varPhi \varPsi \varOmega \thetasym`],
  ['letter', raw`\upalpha \upbeta \upgamma \updelta \upepsilon \upzeta \upeta \uptheta \upiota \upkappa \uplambda \upmu \upnu \upxi \upomicron \uppi \uprho \upsigma \uptau \upupsilon \upphi \upchi \uppsi \upomega`],
  ['letter', raw`\upvarepsilon \upvartheta \upvarpi \upvarrho \upvarsigma \upvarphi \Upgamma \Updelta \Uptheta \Uplambda \Upxi \Uppi \Upsigma \Upupsilon \Upphi \Uppsi \Upomega`],
  ['letter', raw`\ell \hbar \hslash \imath \jmath \wp \weierp \aleph \alef \alefsym \beth \gimel \daleth \eth \mho \Finv \Game \Bbbk \complement \partialup`],
  ['letter', raw`\infty \infin \emptyset \varnothing \empty \top \bot \prime \backprime \angle \measuredangle \sphericalangle \surd \degree \celsius \ohm \micro \perthousand`],
  ['letter', raw`\flat \natural \sharp \clubsuit \diamondsuit \heartsuit \spadesuit \clubs \diamonds \hearts \spades \checkmark \maltese \circledR \circledS \yen \pounds \euro \mathsterling \copyright \textcopyright \textregistered`],
  ['letter', raw`\square \Box \blacksquare \lozenge \blacklozenge \Diamond \bigstar \blacktriangle \blacktriangledown \triangledown \triangle \diagup \diagdown \qed \QED \qedsymbol \varcoppa`],
  ['letter', raw`\S \P \sect \dag \ddag \Dagger \AA \aa \AE \ae \OE \oe \O \o \L \l \ss \i \j \TeX \LaTeX \KaTeX \backslash \textbackslash \textunderscore \textasciitilde \textasciicircum \textdegree \textdollar`],
  ['letter', raw`\_ \# \% \$ \ltq \lq \rq \textquoteleft \textquoteright \textquotedblleft \textquotedblright \vartriangle \minuso \varvdots \angln \lightning`],
  ['nabla',   raw`\nabla \gradientnabla`],
  ['partial', raw`\partial \part`],
  ['prefix',  raw`\forall \exists \exist \nexists \neg \lnot \invneg`],

  // Relations: equality and likeness
  ['relation', raw`\eq \ne \neq \equiv \sim \simeq \approx \cong \propto \asymp \doteq \Doteq \doteqdot \triangleq \coloneqq \coloneq \Coloneqq \Coloneq \eqqcolon \Eqqcolon \eqcolon \Eqcolon \colonequals \coloncolonequals \equalscolon \equalscoloncolon`],
  ['relation', raw`\colonapprox \Colonapprox \colonsim \Colonsim \coloncolonapprox \coloncolonsim \simcolon \simcoloncolon \approxcolon \approxcoloncolon \colonminus \coloncolonminus \minuscolon \minuscoloncolon \vcentcolon \ratio \dblcolon \coloncolon`],
  ['relation', raw`\approxeq \backsim \backsimeq \eqsim \thicksim \thickapprox \circeq \eqcirc \risingdotseq \fallingdotseq \bumpeq \Bumpeq \varpropto \nsim \ncong \corresponds \defeq \eqdef \stareq \measeq \questeq \arceq \veeeq \wedgeq`],
  // Relations: order
  ['relation', raw`\lt \gt \le \leq \ge \geq \ll \gg \lll \ggg \llless \gggtr \leqq \geqq \leqslant \geqslant \eqslantless \eqslantgtr \lesssim \gtrsim \lessapprox \gtrapprox \lessgtr \gtrless \lesseqgtr \gtreqless \lesseqqgtr \gtreqqless`],
  ['relation', raw`\nless \ngtr \nleq \ngeq \nleqq \ngeqq \nleqslant \ngeqslant \lneq \gneq \lneqq \gneqq \lvertneqq \gvertneqq \lnsim \gnsim \lnapprox \gnapprox`],
  ['relation', raw`\prec \succ \preceq \succeq \preccurlyeq \succcurlyeq \curlyeqprec \curlyeqsucc \precsim \succsim \precapprox \succapprox \nprec \nsucc \npreceq \nsucceq \precneqq \succneqq \precnsim \succnsim \precnapprox \succnapprox \preceqq \succeqq \trianglelefteqslant \trianglerighteqslant`],
  // Relations: sets and logic
  ['relation', raw`\in \isin \notin \ni \owns \notni \backepsilon \subset \supset \sub \supe \sube \subseteq \supseteq \subsetneq \supsetneq \subseteqq \supseteqq \subsetneqq \supsetneqq \varsubsetneq \varsupsetneq \varsubsetneqq \varsupsetneqq \nsubset \nsupset`],
  ['relation', raw`\nsubseteq \nsupseteq \nsubseteqq \nsupseteqq \Subset \Supset \sqsubset \sqsupset \sqsubseteq \sqsupseteq \subsetplus \supsetplus \subsetpluseq \supsetpluseq \inplus \niplus`],
  ['relation', raw`\mid \nmid \shortmid \nshortmid \parallel \nparallel \shortparallel \nshortparallel \perp \nperp \vdash \dashv \vDash \Vdash \VDash \Vvdash \nvdash \nvDash \nVdash \nVDash \models \bowtie \Join \smile \frown \smallsmile \smallfrown \between \pitchfork`],
  ['relation', raw`\vartriangleleft \vartriangleright \trianglelefteq \trianglerighteq \ntriangleleft \ntriangleright \ntrianglelefteq \ntrianglerighteq \blacktriangleleft \blacktriangleright \therefore \because \origof \imageof \multimapboth \independent \indep \given \suchthat \st`],
  // Relations: arrows
  ['relation', raw`\to \gets \mapsto \longmapsto \mapsfrom \longmapsfrom \Mapsto \Longmapsto \Mapsfrom \Longmapsfrom \leftarrow \rightarrow \leftrightarrow \longleftarrow \longrightarrow \longleftrightarrow \Leftarrow \Rightarrow \Leftrightarrow \Longleftarrow \Longrightarrow \Longleftrightarrow`],
  ['relation', raw`\implies \impliedby \iff \uparrow \downarrow \updownarrow \Uparrow \Downarrow \Updownarrow \nearrow \searrow \swarrow \nwarrow \hookleftarrow \hookrightarrow \leftharpoonup \leftharpoondown \rightharpoonup \rightharpoondown \rightleftharpoons \leftrightharpoons`],
  ['relation', raw`\nleftarrow \nrightarrow \nLeftarrow \nRightarrow \nleftrightarrow \nLeftrightarrow \leftleftarrows \rightrightarrows \leftrightarrows \rightleftarrows \Lleftarrow \Rrightarrow \twoheadleftarrow \twoheadrightarrow \leftarrowtail \rightarrowtail \looparrowleft \looparrowright`],
  ['relation', raw`\curvearrowleft \curvearrowright \circlearrowleft \circlearrowright \Lsh \Rsh \upuparrows \downdownarrows \upharpoonleft \upharpoonright \downharpoonleft \downharpoonright \restriction \multimap \leftrightsquigarrow \rightsquigarrow \leftsquigarrow \leadsto \dashrightarrow \dashleftarrow`],
  ['relation', raw`\larr \rarr \lrarr \harr \uarr \darr \lArr \Larr \rArr \Rarr \hArr \Harr \lrArr \Lrarr \uArr \Uarr \dArr \Darr \shortleftarrow \shortrightarrow \shortuparrow \shortdownarrow \leftarrowtriangle \rightarrowtriangle \leftrightarrowtriangle \leftslice \rightslice`],
  ['relation', raw`\nuparrow \ndownarrow \longleftrightarrows \longrightleftharpoons \longRightleftharpoons \longLeftrightharpoons \tripledash \nnearrow \nnwarrow \ssearrow \sswarrow \curlyveeuparrow \curlyveedownarrow \curlywedgeuparrow \curlywedgedownarrow`],

  // Binary operators
  ['additive', raw`\pm \mp \plusmn \oplus \ominus \boxplus \boxminus \dotplus \uplus \cup \cap \Cup \Cap \doublecup \doublecap \sqcup \sqcap \vee \wedge \lor \land \And \veebar \barwedge \doublebarwedge \curlyvee \curlywedge \setminus \smallsetminus \amalg \circleddash \minus \plus \triangleplus`],
  ['additive', raw`\varcurlyvee \varcurlywedge \nplus \bbslash \Ydown \Yleft \Yright \Yup \minuscirc \varominus \varoplus \merge \xor \bigtriangleup \bigtriangledown`],
  ['multiplicative', raw`\cdot \times \div \divsymbol \ast \star \circ \bullet \odot \otimes \oslash \boxtimes \boxdot \circledast \circledcirc \centerdot \bmod \divideontimes \ltimes \rtimes \leftthreetimes \rightthreetimes \wr \intercal \diamond \bigcirc \bigcircle \dagger \ddagger \sdot \bull \cdotp \ldotp \convolution`],
  ['multiplicative', raw`\lhd \rhd \unlhd \unrhd \triangleleft \triangleright \lessdot \gtrdot \obar \oblong \obslash \ogreaterthan \olessthan \ovee \owedge \baro \boxast \boxbar \boxbox \boxbslash \boxcircle \boxempty \boxslash \fatslash \fatbslash \fatsemi \interleave \sslash \talloblong \varobar \varoast`],
  ['multiplicative', raw`\varobslash \varocircle \varodot \varogreaterthan \varolessthan \varoslash \varotimes \varovee \varowedge \vartimes \moo \binampersand \bindnasrepma \dotproduct \vdot \crossproduct \cross \cp \hadamard \kron \hada`],

  // Functions
  ['function', raw`\log \ln \lg \exp \sin \cos \tan \cot \sec \csc \sinh \cosh \tanh \coth \sech \csch \arcsin \arccos \arctan \arccot \arcsec \arccsc \arcsinh \arccosh \arctanh \arsinh \arcosh \artanh \asin \acos \atan \acsc \asec \acot`],
  ['function', raw`\arctg \arcctg \ch \sh \th \tg \ctg \cth \cotg \cosec \arg \deg \det \dim \hom \ker \gcd \lcm \max \min \sup \inf \Pr \Re \Im \image \real \injlim \projlim \varinjlim \varprojlim \sine \cosine \tangent \determinant \exponential \logarithm \naturallogarithm \cosecant \secant \cotangent \arcsine \arccosine \arctangent \arccosecant \arcsecant \arccotangent \asine \acosine \atangent \acosecant \asecant \acotangent \hypsine \hypcosine \hyptangent \hypcosecant \hypsecant \hypcotangent \Probability \erf \Residue \Res`],
  // Functions that packages, site configurations and habit define, with one meaning everywhere
  ['function', raw`\tr \Tr \trace \Trace \rank \rk \diag \Diag \blkdiag \blockdiag \sgn \sign \vech \mat \unvec \spn \Span \spanop \argmin \argmax \arginf \argsup \Var \var \Cov \cov \Corr \corr \KL \supp \dom \conv \prox \softmax \logsumexp \relu \ReLU \sigmoid \nul \Null \range \Range \col \Col \im \proj \Proj \adj \cof`],
  ['function', raw`\erfc \sinc \Hom \End \Aut \Ker \Img \Id \id \ord \vol \dist \diam \card \Exp \Log \Arg \Hess \Jac \Bern \Bernoulli \Poisson \Dir \logit \poly \polylog \negl \rect \epi \interior \cl \relint \aff \cone \plim \Lip \spec \Sym \Skew \sym \skewop \Lie \Ad \ad`],

  // Large operators
  ['big', raw`\sum \prod \coprod \int \iint \iiint \iiiint \idotsint \oint \oiint \oiiint \intop \smallint \ointctrclockwise \varointclockwise \bigcup \bigcap \bigsqcup \bigsqcap \biguplus \bigvee \bigwedge \bigoplus \bigotimes \bigodot \bigtimes \bigboxtimes \bigcurlyvee \bigcurlywedge \biginterleave \bignplus \bigparallel`],
  ['big', raw`\lim \limsup \liminf \varlimsup \varliminf \esssup \essinf \colim`],

  // Punctuation and dots
  ['punctuation', raw`\colon \ordinarycolon \centercolon \semicolon \comma \period \textbullet \& \textperiodcentered`],
  ['ellipsis',    raw`\ldots \dots \cdots \vdots \ddots \iddots \adots \dotsc \dotsb \dotsm \dotsi \dotso \dotsx \hdots \mathellipsis \textellipsis \udots \rvdots`],
];

// prettier-ignore
const delimiters: readonly (readonly [Does, string, string])[] = [
  // family, opening, closing
  ['open',  'brace',    raw`\{ \lbrace`],
  ['close', 'brace',    raw`\} \rbrace`],
  ['open',  'round',    raw`\lparen \lbrack`],
  ['close', 'round',    raw`\rparen \rbrack`],
  ['open',  'angle',    raw`\langle \lang`],
  ['close', 'angle',    raw`\rangle \rang`],
  ['open',  'floor',    raw`\lfloor`],
  ['close', 'floor',    raw`\rfloor`],
  ['open',  'ceil',     raw`\lceil`],
  ['close', 'ceil',     raw`\rceil`],
  ['open',  'vert',     raw`\lvert`],
  ['close', 'vert',     raw`\rvert`],
  ['open',  'Vert',     raw`\lVert`],
  ['close', 'Vert',     raw`\rVert`],
  ['open',  'group',    raw`\lgroup \lmoustache`],
  ['close', 'group',    raw`\rgroup \rmoustache`],
  ['open',  'bracket',  raw`\llbracket \lBrack \lsem`],
  ['close', 'bracket',  raw`\rrbracket \rBrack \rsem`],
  ['open',  'Brace',    raw`\lBrace`],
  ['close', 'Brace',    raw`\rBrace`],
  ['open',  'parenthesis', raw`\llparenthesis \lbag \Lbag`],
  ['close', 'parenthesis', raw`\rrparenthesis \rbag \Rbag`],
  ['open',  'ulcorner', raw`\ulcorner`],
  ['close', 'ulcorner', raw`\urcorner`],
  ['open',  'llcorner', raw`\llcorner \llceil \llfloor`],
  ['close', 'llcorner', raw`\lrcorner \rrceil \rrfloor`],
  ['bar',   '|',        raw`\vert \arrowvert`],
  ['bar',   '||',       raw`\| \Vert \Arrowvert`],
  ['bar',   '|||',      raw`\bracevert`],
];

// prettier-ignore
const commands: readonly (readonly [CommandRole, string, string])[] = [
  // Another face: role, arguments, commands
  ['style', 'm', raw`\mathrm \mathbf \mathit \mathsf \mathtt \mathbb \mathcal \mathfrak \mathscr \mathnormal \boldsymbol \bm \pmb \bold \Bbb \frak \mathup \mathds \mathbbm \mathbbmss \mathbbb \mathpzc \mathbfcal \mathbfit \mathbfup \mathbfscr \mathbffrak \mathbfsf \mathsfit \mathbfsfit \mathsfup \mathbfsfup`],
  ['style', 'm', raw`\symrm \symup \symnormal \symbf \symbfup \symit \symbfit \symbb \symfrak \symbffrak \symscr \symbfscr \symsf \symsfup \symbfsf \symbfsfup \symsfit \symbfsfit \symtt \symcal \symbfcal \boldmath \heavysymbol \hm \mathbold \mathboldsymbol \vectorbold \bb \scr`],
  ['style', 'sm', raw`\vb`],
  // Accents
  ['accent', 'm', raw`\hat \tilde \bar \vec \dot \ddot \dddot \ddddot \acute \grave \breve \check \mathring \widehat \widetilde \widecheck \widebar \overline \underline \overbar \underbar \utilde \uline \overrightarrow \overleftarrow \overleftrightarrow \Overrightarrow`],
  ['accent', 'm', raw`\underrightarrow \underleftarrow \underleftrightarrow \overgroup \undergroup \overlinesegment \underlinesegment \overleftharpoon \overrightharpoon \overparen \underparen \overarc \wideparen \widearc \overleftrightharpoon \vectorarrow \vectorunit \Hat \Tilde \Bar \Vec \Dot \Ddot \Acute \Grave \Breve \Check \undertilde`],
  ['accent', 'sm', raw`\va \vu`],
  // Fractions and roots
  ['fraction', 'm m', raw`\frac \dfrac \tfrac \sfrac \nicefrac \xfrac`],
  ['fraction', 's m m', raw`\flatfrac \ifrac`],
  ['fraction', 'O m m', raw`\cfrac`],
  ['binomial', 'm m', raw`\binom \dbinom \tbinom \multichoose`],
  ['root', 'o m', raw`\sqrt`],
  // Names of operators
  ['operator', 's m', raw`\operatorname \operatornamewithlimits \mathop \operatornameup`],
  // One thing above or below another
  ['stack', 'm m', raw`\overset \underset \stackrel \stackbin`],
  ['stack', 'o m', raw`\xrightarrow \xleftarrow \xleftrightarrow \xRightarrow \xLeftarrow \xLeftrightarrow \xhookleftarrow \xhookrightarrow \xmapsto \xrightharpoondown \xrightharpoonup \xleftharpoondown \xleftharpoonup \xrightleftharpoons \xleftrightharpoons \xlongequal \xtwoheadrightarrow \xtwoheadleftarrow \xtofrom \xrightleftarrows \xrightequilibrium \xleftequilibrium \xlongrightarrow \xlongleftarrow \xRightleftharpoons \xLeftrightharpoons`],
  ['other', 'm m m', raw`\overunderset \sideset`],
  ['other', 'o m m', raw`\underoverset \prescript`],
  // Around a base
  ['brace', 'm', raw`\underbrace \overbrace \boxed \fbox \cancel \bcancel \xcancel \sout \underbracket \overbracket \Aboxed \phase \angl \circled \reflectbox \mathreflectbox \circlearound \hl \uwave \xout \dashuline \dotuline`],
  ['brace', 'v m', raw`\enclose`],
  ['other', 'm m', raw`\cancelto`],
  // Colour: the last argument counts
  ['colour', 'O v m', raw`\textcolor`],
  ['colour', 'O v m', raw`\colorbox`],
  ['colour', 'O v v m', raw`\fcolorbox`],
  ['colour', 'm', raw`\blue \orange \pink \red \green \gray \purple \blueA \blueB \blueC \blueD \blueE \tealA \tealB \tealC \tealD \tealE \greenA \greenB \greenC \greenD \greenE \goldA \goldB \goldC \goldD \goldE \redA \redB \redC \redD \redE \maroonA \maroonB \maroonC \maroonD \maroonE \purpleA \purpleB \purpleC \purpleD \purpleE \mintA \mintB \mintC \grayA \grayB \grayC \grayD \grayE \grayF \grayG \grayH \grayI \kaBlue \kaGreen`],
  ['colour', 'v m', raw`\class \cssId \style \htmlClass \htmlId \htmlStyle \htmlData \href \hypertarget \hyperlink`],
  ['colour', 'O m', raw`\bbox`],
  ['colour', 'm v', raw`\texttip \mathtip`],
  // Invisible
  ['phantom', 'm', raw`\phantom \hphantom \vphantom \mathphantom \xmathstrut`],
  ['phantom', 'O v v', raw`\rule \Rule \Space`],
  // About the formula, not in it
  ['label', 's v', raw`\tag \label \ref \eqref \cref \Cref \autoref \cite \citep \citet \pageref \vref \refeq \footnote \nameref \usetagform \mathtoolsset \index \url \require \usepackage`],
  ['label', '',   raw`\notag \nonumber \qedhere \leavevmode \noindent \relax \allowdisplaybreaks \nobreak \allowbreak \displaybreak \centering \protect \begingroup \endgroup \bgroup \egroup \endinput \null \nulldelimiter \nolinebreak \linebreak \pagebreak \par \bigskip \medskip \smallskip \global \long \displaylimits \oldstyle \eqno \leqno \footnotemark`],
  ['label', 'v v v', raw`\definecolor`],
  ['label', 'O v', raw`\citealp \citeauthor \citeyear \footcite \textcite \parencite \includegraphics`],
  // Everything else with arguments
  ['other', 'm', raw`\substack \mathbin \mathrel \mathpunct \mathinner \pmod \pod \mod \ce \pu \shortstack \makecell \diagonalmatrix \dmat \antidiagonalmatrix \admat \paulimatrix \pmat \skew \crampedsubstack \vdotswithin \shortvdotswithin \ArrowBetweenLines \hdotsfor \centerOver \textcircled \circledtext \thead`],
  ['other', 'm m', raw`\splitfrac \splitdfrac \toggle`],
  ['other', 'v', raw`\unicode \char \mmlToken`],
  ['other', 's m m m', raw`\xmatrix \xmat`],
  ['other', 'm m', raw`\zeromatrix \zmat`],
  ['other', 'm m m m m m', raw`\genfrac`],
  ['other', 'm m m m', raw`\mathchoice`],
  ['other', 'v v m', raw`\multicolumn \multirow`],
];

// prettier-ignore
const others: readonly (readonly [Does, string, string])[] = [
  // Looks only: spaces, sizes, styles, rules of tables
  ['space', '', raw`\, \: \; \! \> \  \/ \- \@ \quad \qquad \enspace \enskip \thinspace \medspace \thickspace \negthinspace \negmedspace \negthickspace \space \nobreakspace \hfill \hfil \hfilll \hss \vfill \strut \mathstrut \nonscript`],
  ['space', '', raw`\displaystyle \textstyle \scriptstyle \scriptscriptstyle \tiny \Tiny \scriptsize \footnotesize \small \normalsize \large \Large \LARGE \huge \Huge \sixptsize \limits \nolimits \normalfont \adjustlimits \jot \arraystretch \tabcolsep \arraycolsep \hidewidth`],
  ['space', '', raw`\hline \hdashline \toprule \midrule \bottomrule \DOTSB \DOTSI \DOTSX \MTFlushSpaceAbove \MTFlushSpaceBelow \noLine \baselineskip \nobreakdash \break \goodbreak \filbreak \hfilneg`],
  ['space', 'v', raw`\newtagform \renewtagform \minCDarrowwidth \minCDarrowheight \message \errmessage \show \MTThinColon`],
  ['space', 's v', raw`\hspace \vspace \mspace \cline \cmidrule \mathversion \rowcolor \cellcolor \columncolor \arrayrulecolor \uproot \leftroot`],
  ['space', 'O', raw`\MoveEqLeft`],
  ['length', '', raw`\kern \mkern \hskip \mskip \vskip \raise \lower \moveleft \moveright`],
  // Means no more than its argument
  ['wrap', 'm', raw`\ensuremath \mathord \mathopen \mathclose \mathclap \mathllap \mathrlap \llap \rlap \clap \vcenter \cramped \crampedllap \crampedrlap \crampedclap \shoveleft \shoveright \mathmbox \noexpand \mathsmaller \mathlarger \textllap \textrlap \textclap`],
  ['wrap', 'O m', raw`\smash`],
  ['wrap', 'v m', raw`\raisebox \scalebox \rotatebox`],
  ['wrap', 'v v m', raw`\resizebox`],
  ['wrap', 'O O m', raw`\makebox \framebox \mathmakebox`],
  // Words
  ['text', 'm', raw`\text \textrm \textnormal \textup \textmd \mbox \hbox \intertext \shortintertext \textsc \textsl \emph \textlf \mathtext \vbox \RightLabel \LeftLabel \textsuperscript \textsubscript \qq \qqtext \lefttext \righttext`],
  ['words', 'm', raw`\textbf \textit \textsf \texttt`],
  // The rest of the group in another face
  ['switch', '', raw`\bf \rm \it \cal \sf \tt \sl \sc \mit \bfseries \mdseries \itshape \scshape \slshape \upshape \rmfamily \sffamily \ttfamily \em \unboldmath`],
  ['switch', 'v', raw`\color`],
  // Structure
  ['not',         '', raw`\not \centernot`],
  ['size',        '', raw`\big \Big \bigg \Bigg \delimsize`],
  ['size',        'm', raw`\qty \quantity`],
  ['size-open',   '', raw`\bigl \Bigl \biggl \Biggl`],
  ['size-close',  '', raw`\bigr \Bigr \biggr \Biggr`],
  ['size-middle', '', raw`\bigm \Bigm \biggm \Biggm`],
  ['left',        '', raw`\left \mleft`],
  ['right',       '', raw`\right \mright`],
  ['middle',      '', raw`\middle`],
  ['begin',       '', raw`\begin`],
  ['end',         '', raw`\end`],
  ['newline',     '', raw`\\ \cr \crcr \newline \tabularnewline`],
  ['verb',        '', raw`\verb`],
  ['until',       '', raw`\root \buildrel`],
  ['define',      '', raw`\newcommand \renewcommand \providecommand \DeclareRobustCommand \NewDocumentCommand \RenewDocumentCommand \ProvideDocumentCommand \DeclareDocumentCommand \def \gdef \edef \xdef \let \futurelet \DeclareMathOperator \DeclarePairedDelimiter \DeclarePairedDelimiters \DeclarePairedDelimiterX \DeclarePairedDelimitersX \DeclarePairedDelimiterXPP \DeclarePairedDelimitersXPP \newenvironment \renewenvironment \NewDocumentEnvironment \RenewDocumentEnvironment \ProvideDocumentEnvironment \DeclareDocumentEnvironment`],
];

// prettier-ignore
const structural: readonly (readonly [Does, CommandRole, string])[] = [
  ['infix', 'fraction', raw`\over \above \overwithdelims \abovewithdelims`],
  ['infix', 'root',     raw`\of`],
  ['infix', 'binomial', raw`\choose \brace \brack`],
  ['infix', 'stack',    raw`\atop \atopwithdelims`],
];

// prettier-ignore
const plainRows: readonly (readonly [Does, EnvironmentSpec['role'], string])[] = [
  ['rows', 'matrix', raw`\matrix \pmatrix \bordermatrix \array`],
  ['rows', 'cases',  raw`\cases`],
  ['rows', 'align',  raw`\eqalign \eqalignno \leqalignno \displaylines`],
];

/**
 * Commands that are short for others. Arguments as in `Spec`; the first body whose arguments are all there is
 * taken (`#1` belongs to the first letter of the signature, present or not). A star is read and dropped.
 */
// prettier-ignore
export const rewrites: readonly (readonly [string, string, ...string[]])[] = [
  // Number sets, as notes write them without showing a definition
  [raw`\R \RR \reals \Reals \bbR \Rbb \fR`,  '', raw`\mathbb{R}`],
  [raw`\N \NN \natnums \bbN`,            '', raw`\mathbb{N}`],
  [raw`\Z \ZZ \bbZ`,                     '', raw`\mathbb{Z}`],
  [raw`\Q \QQ \bbQ`,                     '', raw`\mathbb{Q}`],
  [raw`\C \CC \cnums \Complex \bbC`,     '', raw`\mathbb{C}`],
  [raw`\F \FF \bbF`,                     '', raw`\mathbb{F}`],
  [raw`\K \KK \bbK`,                     '', raw`\mathbb{K}`],
  [raw`\E \EE \bbE \Expect`,             '', raw`\mathbb{E}`],
  [raw`\PP \Prob \bbP \prob`,            '', raw`\mathbb{P}`],
  [raw`\bbS`,                            '', raw`\mathbb{S}`],
  [raw`\ind \Ind \one \ones \bone \1`,        '', raw`\mathbf{1}`],
  [raw`\zero \zeros \bzero`,             '', raw`\mathbf{0}`],
  // Transposes and differentials, likewise
  [raw`\T \tran \trans \transpose \tp \transp \Tp \tpose`, '', raw`\top`],
  [raw`\d \dif \diff \diffd`,            '', raw`\mathrm{d}`],
  [raw`\eps`,                            '', raw`\epsilon`],
  // Norms and other fences with a name
  [raw`\norm \Norm \enVert`,             'som', raw`\lVert #3\rVert`, raw`\lVert #3\rVert`],
  [raw`\abs \absolutevalue \Abs \envert \vqty`, 'som', raw`\lvert #3\rvert`],
  [raw`\paren \pqty \parens \brac`,      'som', raw`(#3)`],
  [raw`\bqty \sqbr`,                     'som', raw`[#3]`],
  [raw`\Bqty`,                           'som', raw`\{#3\}`],
  [raw`\ceil`,                           'som', raw`\lceil #3\rceil`],
  [raw`\floor`,                          'som', raw`\lfloor #3\rfloor`],
  [raw`\set \Set`,                       'som', raw`\{#3\}`],
  [raw`\inner \innerproduct \ip \inprod \dotprod \iprod`, 'smg', raw`\langle #2,#3\rangle`, raw`\langle #2\rangle`],
  [raw`\comm \commutator`,               'smm', raw`[#2,#3]`],
  [raw`\acomm \anticommutator \pb \poissonbracket`, 'smm', raw`\{#2,#3\}`],
  [raw`\bra \Bra`,                       'sm', raw`\left\langle#2\right|`],
  [raw`\ket \Ket`,                       'sm', raw`\left|#2\right\rangle`],
  [raw`\ev \expval \expectationvalue`,   'smg', raw`\left\langle#3\middle|#2\middle|#3\right\rangle`, raw`\langle#2\rangle`],
  [raw`\braket \Braket`,                 'smg', raw`\left\langle#2\middle|#3\right\rangle`, raw`\left\langle#2\right\rangle`],
  [raw`\mel \matrixel \matrixelement`,   'smmm', raw`\left\langle#2\middle|#3\middle|#4\right\rangle`],
  [raw`\ketbra \Ketbra \outerproduct \dyad \op`, 'smg', raw`\left|#2\right\rangle\left\langle#3\right|`, raw`\left|#2\right\rangle\left\langle#2\right|`],
  [raw`\eval \evaluated`,                'sm', raw`\left.#2\right|`],
  [raw`\order`,                          'sm', raw`\mathcal{O}(#2)`],
  // Derivatives of the physics package
  [raw`\dv \derivative`,                 'somg', raw`\frac{\mathrm{d}^{#2}#3}{\mathrm{d}#4^{#2}}`, raw`\frac{\mathrm{d}^{#2}}{\mathrm{d}#3^{#2}}`, raw`\frac{\mathrm{d}#3}{\mathrm{d}#4}`, raw`\frac{\mathrm{d}}{\mathrm{d}#3}`],
  [raw`\pdv \pderivative \partialderivative`, 'somgg', raw`\frac{\partial^2#3}{\partial#4\partial#5}`, raw`\frac{\partial^{#2}#3}{\partial#4^{#2}}`, raw`\frac{\partial^{#2}}{\partial#3^{#2}}`, raw`\frac{\partial#3}{\partial#4}`, raw`\frac{\partial}{\partial#3}`],
  [raw`\fdv \fderivative \functionalderivative`, 'somg', raw`\frac{\delta^{#2}#3}{\delta#4^{#2}}`, raw`\frac{\delta^{#2}}{\delta#3^{#2}}`, raw`\frac{\delta#3}{\delta#4}`, raw`\frac{\delta}{\delta#3}`],
  [raw`\dd \differential`,               'og', raw`\mathrm{d}^{#1}#2`, raw`\mathrm{d}#2`, raw`\mathrm{d}^{#1}`, raw`\mathrm{d}`],
  [raw`\grad \gradient \vnabla`,         '', raw`\nabla`],
  [raw`\divergence`,                     '', raw`\nabla\cdot`],
  [raw`\curl`,                           '', raw`\nabla\times`],
  [raw`\laplacian`,                      '', raw`\nabla^2`],
  [raw`\principalvalue \pv \PV`,         '', raw`\mathcal{P}`],
  [raw`\matrixquantity \mqty`,           'm', raw`\matrix{#1}`],
  [raw`\pmqty \Pmqty \spmqty \sPmqty`,                          'm', raw`\pmatrix{#1}`],
  [raw`\bmqty \sbmqty`,                  'm', raw`\left[\matrix{#1}\right]`],
  [raw`\vmqty \svmqty \mdet \smdet \matrixdeterminant`, 'm', raw`\left|\matrix{#1}\right|`],
  [raw`\smqty \smallmatrixquantity`,     'm', raw`\matrix{#1}`],
  [raw`\imat \identitymatrix`,           'm', raw`I_{#1}`],
  [raw`\imaginary`,                      '', raw`\Im`],
  // Words between formulas of the physics package
  [raw`\qif`, '', raw`\text{ if }`],
  [raw`\qthen`, '', raw`\text{ then }`],
  [raw`\qelse`, '', raw`\text{ else }`],
  [raw`\qotherwise`, '', raw`\text{ otherwise }`],
  [raw`\qunless`, '', raw`\text{ unless }`],
  [raw`\qgiven`, '', raw`\text{ given }`],
  [raw`\qusing`, '', raw`\text{ using }`],
  [raw`\qassume`, '', raw`\text{ assume }`],
  [raw`\qsince`, '', raw`\text{ since }`],
  [raw`\qlet`, '', raw`\text{ let }`],
  [raw`\qfor`, '', raw`\text{ for }`],
  [raw`\qall`, '', raw`\text{ all }`],
  [raw`\qeven`, '', raw`\text{ even }`],
  [raw`\qodd`, '', raw`\text{ odd }`],
  [raw`\qinteger`, '', raw`\text{ integer }`],
  [raw`\qand`, '', raw`\text{ and }`],
  [raw`\qor`, '', raw`\text{ or }`],
  [raw`\qas`, '', raw`\text{ as }`],
  [raw`\qin`, '', raw`\text{ in }`],
  [raw`\qc \qcomma`, '', raw`,\quad`],
  [raw`\qcc`, '', raw`\text{ c.c. }`],
];

const table = new Map<string, Spec>();
const plainRoles = new Map<string, EnvironmentSpec['role']>();

/** Names given twice: the tests want none. */
export const doubled: string[] = [];

function enter(names: string, spec: Spec): void {
  for (const name of names.split(/\s+(?=\\)/)) {
    if (table.has(name)) doubled.push(name);
    table.set(name === '\\' ? '\\ ' : name, spec);
  }
}

for (const [role, names] of symbols) enter(names, { does: 'atom', role, command: 'other', args: '' });
for (const [does, family, names] of delimiters)
  enter(names, { does, role: does === 'bar' ? 'bar' : 'punctuation', command: 'other', args: family });
for (const [role, args, names] of commands) {
  enter(names, { does: 'command', role: 'letter', command: role, args: args.replaceAll(' ', '') });
}
for (const [does, args, names] of others) {
  const command = does === 'switch' ? 'style' : 'other';
  enter(names, { does, role: 'letter', command, args: args.replaceAll(' ', '') });
}
for (const [does, command, names] of structural) enter(names, { does, role: 'letter', command, args: '' });
for (const [does, role, names] of plainRows) {
  for (const name of names.split(' ')) plainRoles.set(name, role);
  enter(names, { does, role: 'letter', command: 'other', args: '' });
}
for (const [names, args] of rewrites) enter(names, { does: 'rewrite', role: 'letter', command: 'other', args });

/** What `\name` is; undefined for a command this table does not know. */
export const specOf = (name: string): Spec | undefined => table.get(name);

/** How the rows of plain TeX's `\matrix{…}` are read. */
export const plainRowRole = (name: string): EnvironmentSpec['role'] => plainRoles.get(name) ?? 'matrix';

/** All control sequences known, for completion and for the tests. */
export const commandNames = (): IterableIterator<string> => table.keys();

/** How an environment is read, and the arguments after its name (letters as in `Spec`). */
export interface EnvironmentSpec {
  readonly role: 'matrix' | 'cases' | 'align' | 'wrapper';
  readonly args: string;
}

// prettier-ignore
const environments: readonly (readonly [EnvironmentSpec['role'], string, string])[] = [
  ['matrix',  'O',  'matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix psmallmatrix bsmallmatrix Bsmallmatrix vsmallmatrix Vsmallmatrix'],
  ['matrix',  'O',  'NiceMatrix pNiceMatrix bNiceMatrix BNiceMatrix vNiceMatrix VNiceMatrix'],
  ['matrix',  'Ov', 'array darray tabular NiceArray pNiceArray bNiceArray BNiceArray vNiceArray VNiceArray blockarray block subarray crampedsubarray'],
  ['matrix',  '',   'CD bordermatrix'],
  ['cases',   'O',  'cases dcases rcases drcases'],
  ['cases',   'v',  'numcases subnumcases'],
  ['align',   'O',  'align aligned split gather gathered multline multlined eqnarray flalign lgathered rgathered lalign lines'],
  ['align',   'v',  'alignat alignedat xalignat xxalignat'],
  ['align',   'Ov', 'IEEEeqnarray IEEEeqnarraybox'],
  ['wrapper', 'O',  'equation math displaymath dmath dseries dgroup subequations center'],
  ['wrapper', 'v',  'spreadlines'],
  ['wrapper', 'Ov', 'empheq'],
];

const environmentTable = new Map<string, EnvironmentSpec>();
for (const [role, args, names] of environments) {
  for (const name of names.split(' ')) environmentTable.set(name, { role, args });
}

/** What `\begin{name}` (without star) is. */
export const environmentOf = (name: string): EnvironmentSpec | undefined => environmentTable.get(name);
