import type { AddresseesForm } from '../../domain/circulars/forms.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { isRegionCode } from '../../domain/organisation/region-code.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { checkUnits } from '../needs/plan.js';
import type { EffectContext } from '../processes/effects.js';
import type { CircularChange } from './circular.store.js';

/** Whom a circular goes to, checked. @throws Refusal INVALID_FIELD, DATE_IN_PAST, FORM_REQUIRED */
export async function addressed(
  { manager, now, process }: EffectContext,
  { recipientUnitIds, copyUnitIds = [], regionCodes = [], receiptDate }: Partial<AddresseesForm>,
): Promise<CircularChange> {
  const main = recipientUnitIds ?? [];
  const on = civilDateOf(now);
  if (main.length + regionCodes.length === 0)
    throw new Refusal('FORM_REQUIRED', { field: '主送单位或者转发的下级地区' }, 'form.recipientUnitIds');
  await checkUnits(manager, process.regionCode, main, on, 'form.recipientUnitIds', '主送单位');
  await checkUnits(manager, process.regionCode, copyUnitIds, on, 'form.copyUnitIds', '抄送单位');
  if (copyUnitIds.some((id) => main.includes(id)))
    throw new Refusal(
      'INVALID_FIELD',
      { field: '抄送单位', reason: '抄送单位已是主送单位' },
      'form.copyUnitIds',
    );
  await checkSignable({ manager }, [...main, ...copyUnitIds]);
  await checkBelow({ manager, process }, regionCodes);
  if (receiptDate && receiptDate < on)
    throw new Refusal('DATE_IN_PAST', { field: '签收时限' }, 'form.receiptDate');
  return {
    recipientUnitIds: main,
    copyUnitIds,
    regionCodes,
    receiptDate: receiptDate ?? null,
  };
}

/** Departments, townships and army units sign for it; offices and leading groups are reached in other ways. */
async function checkSignable({ manager }: Pick<EffectContext, 'manager'>, ids: string[]): Promise<void> {
  const [unfit]: { name: string }[] = await manager.query(
    `select name from unit where id = any($1::uuid[]) and kind not in ('member', 'township', 'military') order by name limit 1`,
    [ids],
  );
  if (unfit)
    throw new Refusal(
      'INVALID_FIELD',
      { field: '主送单位', reason: `${unfit.name}不作为主送、抄送单位：领导另行阅示，下级双拥办按地区转发` },
      'form.recipientUnitIds',
    );
}

async function checkBelow(
  { manager, process }: Pick<EffectContext, 'manager' | 'process'>,
  codes: string[],
): Promise<void> {
  const outside = codes.some(
    (code) => !isRegionCode(code) || code === process.regionCode || !code.startsWith(process.regionCode),
  );
  const [row]: { known: number }[] = await manager.query(
    `select count(*)::int as known from region where code = any($1::text[]) and level <= 3`,
    [codes],
  );
  if (outside || row?.known !== codes.length)
    throw new Refusal(
      'INVALID_FIELD',
      { field: '下级地区', reason: '不是本地区的下级市、县' },
      'form.regionCodes',
    );
}
