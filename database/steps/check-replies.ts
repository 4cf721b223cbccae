import { Refusal } from '../../domain/errors/refusal.js';
import type { EffectContext } from '../processes/effects.js';

/** The lead can't finish over the heads of units that still owe an answer, unless it says why. @throws Refusal REPLIES_OPEN */
export async function checkReplies(
  { manager, process, record }: EffectContext,
  withoutReplies?: string,
): Promise<void> {
  const open: { name: string }[] = await manager.query(
    `select u.short_name as name from step s join assignment a on a.step_id = s.id and a.state = 'open' join unit u on u.id = a.unit_id
     where s.process_id = $1 and s.key = 'cooperate' and s.state = 'open' order by u.short_name`,
    [process.id],
  );
  if (open.length === 0) return;
  const units = open.map(({ name }) => name).join('、');
  if (!withoutReplies?.trim()) throw new Refusal('REPLIES_OPEN', { units }, 'form.withoutReplies');
  record({ kind: 'finishedWithoutReplies', body: { units, reason: withoutReplies } });
}
