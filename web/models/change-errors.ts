/** What the API says of one change's fields, by the field's own name; `''`: of the change as a whole. */
export function errorsOfChange(
  errors: readonly { field: string; detail: string }[],
  index: number,
): Record<string, string> {
  const own = new RegExp(`^(?:form\\.)?changes\\[${index}\\](?:\\.(.+))?$`);
  return Object.fromEntries(
    errors.flatMap(({ field, detail }) => {
      const at = own.exec(field);
      return at ? [[at[1] ?? '', detail]] : [];
    }),
  );
}

const FIELD_WORDS: Record<string, string> = {
  toDate: '新的截止日期',
  fromDate: '开始日期',
  toAt: '新的截止时刻',
};

/** What a change says, as it was written: the days it names. What it is about has its name from what it found (`label`, `unit`). */
export function writtenInWords(input: Readonly<Record<string, unknown>>): string {
  return Object.entries(FIELD_WORDS)
    .filter(([field]) => typeof input[field] === 'string')
    .map(([field, words]) => `${words} ${String(input[field])}`)
    .join('，');
}
