/** When the matter `m` begins to be yellow: of the step that is open for its lead unit. */
export const MATTER_WARN_AT = `(select max(s.warn_at) from step s where s.process_id = m.id and s.key = 'solve' and s.state = 'open')`;

/**
 * The light of the open matter `m` as domain/time/light.ts gives it, where many are counted or one colour is looked for: it stands still
 * from when its lead said that it is done. A test compares the two.
 */
export const MATTER_LIGHT = (now: string): string =>
  `case when coalesce(m.done_at, ${now}::timestamptz) > m.limit_at then 'red'
     when m.done_at is null and ${MATTER_WARN_AT} <= ${now}::timestamptz then 'yellow' else 'green' end`;
