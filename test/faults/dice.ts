/** Small seeded generator (mulberry32): the same seed, the same schedule. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function shuffled<T>(items: readonly T[], roll: () => number): T[] {
  const left = [...items];
  const out: T[] = [];
  while (left.length > 0) out.push(left.splice(Math.floor(roll() * left.length), 1)[0] as T);
  return out;
}
