/** Text to be found as it is inside a LIKE pattern. */
export function literalPattern(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** LIKE patterns for “these regions and everything below them”. */
export function regionPatterns(codes: readonly string[]): string[] {
  return codes.map((code) => `${literalPattern(code)}%`);
}
