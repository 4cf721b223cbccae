/** A die that always falls the same way for the same question: rehearsals must repeat to the byte. FNV-1a, 32 bits. */
export function roll(...question: (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const char of question.join('\u0000')) {
    hash ^= char.codePointAt(0) as number;
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  // A last stir (murmur3's): FNV's high bits of short texts are too much alike.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash ^= hash >>> 16;
  return (hash >>> 0) / 0x1_0000_0000;
}

/** What a die is asked about, under a seed: another seed, another throw. Without one, the region's and year's own. */
export function seeded(seed: number | undefined, question: string): string {
  return seed === undefined ? question : `${seed}/${question}`;
}

/** One of several, with equal chances. */
export function pick<T>(choices: readonly [T, ...T[]], ...question: (string | number)[]): T {
  return choices[Math.floor(roll(...question) * choices.length)] ?? choices[0];
}
