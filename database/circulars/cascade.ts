import type { EntityManager } from 'typeorm';
import { civilDateOf } from '../../domain/time/zone.js';
import { appendAudit } from '../audit/audit-log.js';
import { officeOf, type UnitRow } from '../organisation/unit.repository.js';
import type { EffectContext } from '../processes/effects.js';
import { tell } from '../processes/tell.js';
import { startProcess } from '../processes/start-process.js';
import { lockProcess, type ProcessRow } from '../steps/step.store.js';

/** Notice to the workflow: every lower office it was forwarded to has taken it over, or will not any more. */
export const RECEIVED_BELOW = 'receivedBelow';

/** What comes down from level to level, and the step by whose outcome a lower process has taken it over. */
const TAKEN_OVER: Record<string, { key: string; outcomes: readonly string[] }> = {
  circular: { key: 'receive', outcomes: ['received', 'duplicate'] },
  workPoints: { key: 'approve', outcomes: ['approved'] },
};

/** SQL: lower processes `p` of `$1`, of the kind `$2`, that could still take it over (`$3`, `$4`: TAKEN_OVER) and have not. */
const OUTSTANDING = `p.parent_id = $1 and p.kind = $2 and p.state = 'running'
  and not exists (select 1 from step s where s.process_id = p.id and s.key = $3 and s.outcome = any($4::text[]))`;

/** What a lower office gets of its own. */
export interface Below {
  kind: string;
  title: string;
  /** Writes the lower process's tables and says what its workflow is told. */
  write(context: EffectContext): Promise<Record<string, unknown>>;
}

/** The offices of the chosen regions that work with the product; the others are reached on paper. */
export async function officesOf(
  { manager, now }: Pick<EffectContext, 'manager' | 'now'>,
  regionCodes: readonly string[],
): Promise<UnitRow[]> {
  const offices: UnitRow[] = [];
  for (const code of [...regionCodes].sort()) {
    const office = await officeOf(manager, code, civilDateOf(now));
    if (office) offices.push(office);
  }
  return offices;
}

/** Gives each lower office a process of its own: 省 → 市 → 县, each with its own opinions, receipts and deadlines. */
export async function startBelow(
  { manager, now, process, actor, record }: EffectContext,
  offices: readonly UnitRow[],
  { kind, title, write }: Below,
): Promise<void> {
  for (const { regionCode } of offices) {
    const child = await startProcess(
      manager,
      {
        kind,
        businessKey: `${kind}:${regionCode}:from:${process.id}`,
        regionCode,
        year: process.year,
        title,
        parentId: process.id,
        write,
      },
      actor,
      now,
    );
    if (child) record({ kind: 'forwardedBelow', body: { to: regionCode, processId: child.id } });
  }
  if (offices.length === 0) await tellReceivedBelow(manager, process, now);
}

/** Lower processes of the same kind whose office has not taken it over yet and still could. */
export async function outstandingBelow(
  manager: EntityManager,
  { id, kind }: Pick<ProcessRow, 'id' | 'kind'>,
  but: string | null = null,
): Promise<number> {
  const { key = '', outcomes = [] } = TAKEN_OVER[kind] ?? {};
  const [row]: { n: number }[] = await manager.query(
    `select count(*)::int as n from process p where ${OUTSTANDING} and p.id is distinct from $5::uuid`,
    [id, kind, key, outcomes, but],
  );
  return row?.n ?? 0;
}

/** The process this one came down from, locked: after the lower one's lock, which is held, always in this order. */
async function lockAbove({ manager, process }: EffectContext): Promise<ProcessRow | null> {
  if (process.parentId === null) return null;
  const above = await lockProcess(manager, process.parentId);
  return above?.kind === process.kind ? above : null;
}

/** The office has signed for what the upper office issued: noted there, in the upper process's own record. */
export async function signForAbove(context: EffectContext): Promise<void> {
  const { manager, now, process, actor } = context;
  const above = await lockAbove(context);
  if (!above) return;
  const [rows]: [{ document_id: string; number: string; title: string; unit_id: string }[], number] =
    await manager.query(
      `update document_recipient r set received_at = $3, received_by = $4 from document d, unit u
       where d.id = r.document_id and d.process_id = $1 and u.id = r.unit_id and u.kind = 'office' and u.region_code = $2
         and r.received_at is null
       returning r.document_id, d.number, d.title, r.unit_id`,
      [above.id, process.regionCode, now, actor?.personId ?? null],
    );
  const facts = rows.map(({ document_id: documentId, number, title, unit_id: unitId }) => ({
    kind: 'documentReceived',
    actor,
    body: { documentId, number, title, unitId },
  }));
  if (facts.length > 0) await appendAudit(manager, now, [{ head: above.head, facts }]);
}

/** Tells the upper process that this one has taken over what came down, or has ended; it goes on when this was the last. */
export async function tellAbove(context: EffectContext): Promise<void> {
  const { manager, now, process } = context;
  const above = await lockAbove(context);
  if (above?.state !== 'running') return;
  // This one's own step is closed only after its effects.
  if ((await outstandingBelow(manager, above, process.id)) === 0)
    await tellReceivedBelow(manager, above, now);
}

export const tellReceivedBelow = (
  manager: EntityManager,
  process: Pick<ProcessRow, 'id' | 'kind'>,
  now: Date,
): Promise<void> => tell(manager, now, process, { name: RECEIVED_BELOW, id: process.id });
