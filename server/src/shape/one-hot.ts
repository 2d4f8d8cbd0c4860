/** How notes say that a list has a single one in it: “one-hot targets t”, “1-hot encoded labels y”. */

/** The same word for all spellings; “encoded” says nothing more. @param line in lower case */
export const oneHotSpelled = (line: string): string =>
  line.replaceAll(/\b(?:one|1)[- ]?hot(?:[- ](?:en)?coded)?\b/g, 'one-hot');

/** What stands between the word and the name: labels of some kind. Of “the one-hot encoding of y” y is none. */
export const ONE_HOT_NOUN =
  '(?:(?:class|categor(?:y|ical)|true|target|training|ground[- ]truth|desired|correct|word|token|input|output|label|row|column|binary)\\s+)*(?:targets?|labels?|vectors?|encodings?|codes?|outputs?|inputs?|answers?|representations?|indicators?|rows?|columns?|words?|tokens?|truths?)\\s+';
