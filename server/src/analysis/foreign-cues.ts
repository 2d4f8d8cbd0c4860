/**
 * Words of notes in German, French, Spanish, Italian and Portuguese that make a formula no claim, or restrict it. What
 * they miss would be an accusation, so negations and clauses are taken widely. Texts are in lower case.
 */

/** A word that none of the letters around belongs to. */
const word = (...alternatives: readonly string[]): string => `(?<!\\p{L})(?:${alternatives.join('|')})(?!\\p{L})`;

const any = (...alternatives: readonly string[]): RegExp => new RegExp(word(...alternatives), 'u');

const MISTAKES = [
  'nicht', 'kein(?:e[rsmn]?)?', 'falsch(?:e[rsmn]?)?', 'fehler', 'fehlerhaft(?:e[rsmn]?)?', 'irrtum', 'irrtümlich',
  'n[’\']est pas', 'ne sont pas', 'ne vaut pas', 'pas égal(?:e|es)?', 'mais pas', 'faux', 'fausse', 'erreur', 'à tort',
  'no es', 'no se cumple', 'no son', 'pero no', 'falso', 'falsa', 'incorrect[oa]', 'equivocad[oa]',
  'non è', 'non vale', 'non sono', 'ma non', 'errat[oa]', 'errore', 'sbagliat[oa]',
  'não é', 'não vale', 'não são', 'mas não', 'errad[oa]', 'erro',
]; // prettier-ignore

/** Quoted as one, in the words before a formula or right after it. */
const MISTAKE = any(...MISTAKES);

export const isForeignMistake = (words: string): boolean => MISTAKE.test(words);

const CLAUSE = any(
  'weil', 'da', 'wenn', 'falls', 'sofern', 'solange', 'vorausgesetzt', 'unter', 'wegen', 'aufgrund', 'angenommen', 'nur',
  'parce que', 'puisque', 'car', 'si(?! (?:ottiene|ha|hanno|ricava|trova|verifica)(?!\\p{L}))', 's[’\']il', 'lorsque', 'quand', 'pourvu que', 'à condition', 'sous', 'seulement',
  'porque', 'ya que', 'cuando', 'siempre que', 'suponiendo', 'bajo', 'sólo', 'solo',
  'perché', 'poiché', 'quando', 'se', 'purché', 'supponendo', 'sotto', 'pois', 'sempre que', 'supondo', 'sob', 'apenas',
); // prettier-ignore

/** Begins a condition that no formula states. */
export const foreignClause = (words: string): string | undefined => CLAUSE.exec(words)?.[0];

type Role = 'condition' | 'naming' | 'model' | 'decomposition' | 'consequence';

const role = (...alternatives: readonly string[]): RegExp => new RegExp(word(...alternatives), 'gu');

export const foreignCues: readonly (readonly [Role, RegExp])[] = [
  ['condition', role(
    'setze', 'setzen', 'setzt man', 'gesetzt', 'löse', 'lösen', 'löst', 'so ?dass', 'derart,? dass', 'nebenbedingung(?:en)?', 'bedingung(?:en)?',
    'angenommen', 'wenn', 'falls', 'fordere', 'fordern', 'wähle', 'wählen', 'erfüllt', 'erfüllen', 'gleichung(?:en)?', 'gleichungssystem', 'eigenwertproblem', 'normalengleichung(?:en)?',
    'posons', 'en posant', 'résoudre', 'résout', 'tels? que', 'telles? que', 'sous (?:la|les) contraintes?', 'contraintes?', 'supposons', 'si(?! (?:ottiene|ha|hanno|ricava|trova|verifica)(?!\\p{L}))', 'vérifie', 'satisfait', 'équations?', 'annule', 'annuler',
    'igualando', 'resolver', 'resolviendo', 'tal que', 'tales que', 'sujeto a', 'condición', 'condiciones', 'supongamos', 'suponga', 'ecuación', 'ecuaciones', 'satisface',
    'ponendo', 'risolvere', 'tale che', 'tali che', 'vincol[oi]', 'condizion[ei]', 'supponiamo', 'equazion[ei]', 'soddisfa', 'resolvendo', 'sujeito a', 'condição', 'condições', 'suponha', 'equação', 'equações',
  )],
  ['model', role('modell', 'modelle', 'modèles?', 'modelos?', 'modell[oi]')],
  ['decomposition', role('singulärwertzerlegung', '\\p{L}*zerlegung', '\\p{L}*zerlegen', 'décomposition', 'descomposición', 'factorización', 'decomposizione', 'fattorizzazione', 'decomposição')],
  ['naming', role(
    'sei', 'seien', 'bezeichne', 'bezeichnen', 'definiere', 'definieren', 'definiert', 'nenne', 'nennen', 'heißt', 'setzen wir',
    'soit', 'soient', 'notons', 'on note', 'on pose', 'définissons', 'définit', 'définition', 'definimos', 'denotamos', 'llamamos',
    'sia', 'siano', 'definiamo', 'denotiamo', 'chiamiamo', 'seja', 'sejam', 'denotamos por',
  )],
  ['consequence', role(
    'somit', 'daher', 'damit', 'folglich', 'daraus', 'folgt', 'ergibt', 'erhalten', 'erhält', 'gilt', 'dann', 'liefert',
    'donc', 'ainsi', 'alors', 'd[’\']où', 'on obtient', 'il vient', 'entonces', 'luego', 'por tanto', 'por lo tanto', 'obtenemos', 'se obtiene', 'así',
    'quindi', 'dunque', 'allora', 'otteniamo', 'si ottiene', 'segue', 'então', 'portanto', 'obtemos', 'segue que',
  )],
]; // prettier-ignore
