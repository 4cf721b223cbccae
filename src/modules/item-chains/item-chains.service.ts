import { Injectable } from '@nestjs/common';
import type { ChainPart, ChainRole, ItemChain } from '../../../contracts/http/item-chain.js';
import { dualListsOf } from '../../../database/needs/ledger-item.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { FACT_KINDS } from '../../../domain/history/fact-kinds.js';
import type { Principal } from '../../http/principal.js';
import { Database } from '../../workspace/database.service.js';
import { AttachmentsService } from '../attachments/attachments.service.js';
import { DocumentsService } from '../documents/documents.service.js';
import { HistoryService } from '../history/history.service.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { MeetingsService } from '../meetings/meetings.service.js';
import { ProcessesService } from '../processes/processes.service.js';

/** What the clock and the printer did tells nothing of how the item went. */
const ASIDE = ['reminded', 'remindedToAcknowledge', 'turned', 'superseded', 'cancelled', 'documentRendered'];
const TOLD = FACT_KINDS.filter((kind) => !ASIDE.includes(kind));
/** An item that was sent back and forth for years has some hundred; the rest is in 过程留痕. */
const MOST_ENTRIES = 300;

/** Puts together what the other services tell of an item, each by its own rule of who may see what. */
@Injectable()
export class ItemChainsService {
  constructor(
    private readonly database: Database,
    private readonly ledger: LedgerService,
    private readonly processes: ProcessesService,
    private readonly history: HistoryService,
    private readonly meetings: MeetingsService,
    private readonly documents: DocumentsService,
    private readonly attachments: AttachmentsService,
  ) {}

  /** @throws Refusal NOT_FOUND */
  async one(principal: Principal, id: string): Promise<ItemChain> {
    const item = await this.ledger.item(principal, id);
    const meetings = await seen(item.consultations.map((asked) => this.meetings.one(principal, asked.id)));
    const parts = await seen([
      ...(item.processId ? [this.part(principal, 'item', item.processId)] : []),
      ...meetings.flatMap((meeting) => [
        this.part(principal, 'consultation', meeting.id),
        ...meeting.matters.map((matter) => this.part(principal, 'matter', matter.id)),
      ]),
    ]);
    const ids = parts.map(({ process }) => process.id);
    const lists = await dualListsOf(this.database.manager, id);
    const [own, ofYears, attachments] = await Promise.all([
      this.documents.ofProcesses(principal, ids),
      this.documents.ofProcesses(principal, lists),
      seen(ids.map((processId) => this.attachments.ofProcess(principal, processId))),
    ]);
    // Issued before the item was filed, a year's circular does not list it.
    const circulars = ofYears.filter(
      ({ kind, issuedAt }) => kind === 'circular' && isAfter(issuedAt, item.filedAt),
    );
    return {
      item,
      parts,
      meetings,
      documents: [...own, ...circulars].sort((a, b) => (isAfter(a.issuedAt, b.issuedAt) ? 1 : -1)),
      attachments: attachments.flatMap(({ items }) => items),
    };
  }

  private async part(principal: Principal, role: ChainRole, processId: string): Promise<ChainPart> {
    const [process, { entries }] = await Promise.all([
      this.processes.one(principal, processId),
      this.history.told(principal, processId, { kinds: TOLD }, { limit: MOST_ENTRIES }),
    ]);
    return { role, process, entries: entries.reverse() };
  }
}

const isAfter = (one: string, other: string): boolean => new Date(one).getTime() > new Date(other).getTime();

/** Those the reader may see: a unit is not asked to every meeting about what it raised. */
async function seen<T>(asked: Promise<T>[]): Promise<T[]> {
  const answers = await Promise.allSettled(asked);
  return answers.flatMap((answer) => {
    if (answer.status === 'fulfilled') return [answer.value];
    if (answer.reason instanceof Refusal && answer.reason.code === 'NOT_FOUND') return [];
    throw answer.reason;
  });
}
