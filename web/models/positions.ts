interface HeldPosition {
  title: string;
  holders: readonly { name: string }[];
}

/** 联络员 柏明远; a position that nobody holds says so. */
export function positionInWords({ title, holders }: HeldPosition): string {
  return `${title} ${holders.map(({ name }) => name).join('、') || '（空缺）'}`;
}
