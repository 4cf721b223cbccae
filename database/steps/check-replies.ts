import { Refusal } from '../../domain/errors/refusal.js';
import type { EffectContext } from '../processes/effects.js';

/** Cooperating units that still owe the lead an answer, in words; empty when none does. */
export async function unitsThatOweReplies({
  manager,
  process,
}: Pick<EffectContext, 'manager' | 'process'>): Promise<string> {
  const open: { name: string }[] = await manager.query(
    `select u.short_name as name from step s join assignment a on a.step_id = s.id and a.state = 'open' join unit u on u.id = a.unit_id
     where s.process_id = $1 and s.key = 'cooperate' and s.state = 'open' order by u.short_name`,
    [process.id],
  );
  return open.map(({ name }) => name).join('、');
}

/** The lead can't finish over the heads of units that still owe an answer, unless it says why. @throws Refusal REPLIES_OPEN */
export async function checkReplies(context: EffectContext, withoutReplies?: string): Promise<void> {
  const { record } = context;
  const units = await unitsThatOweReplies(context);
  if (units === '') return;
  if (!withoutReplies?.trim()) throw new Refusal('REPLIES_OPEN', { units }, 'form.withoutReplies');
  record({ kind: 'finishedWithoutReplies', body: { units, reason: withoutReplies } });
}
