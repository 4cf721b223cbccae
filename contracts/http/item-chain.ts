import { ApiProperty } from '@nestjs/swagger';
import { AttachmentView } from './attachments.js';
import { DocumentView } from './documents.js';
import { HistoryEntry } from './history.js';
import { LedgerItemDetail } from './ledger.js';
import { MeetingView } from './meetings.js';
import { ProcessDetailView } from './processes.js';

export const CHAIN_ROLES = ['item', 'consultation', 'matter'] as const;
export type ChainRole = (typeof CHAIN_ROLES)[number];

/** A process of the chain with what happened in it, oldest first: no reminders, which are in its own 过程留痕. */
export class ChainPart {
  @ApiProperty({ enum: CHAIN_ROLES, description: 'item 事项本身，consultation 专题协商，matter 议定事项' })
  role!: ChainRole;

  @ApiProperty({ type: ProcessDetailView })
  process!: ProcessDetailView;

  @ApiProperty({ type: [HistoryEntry] })
  entries!: HistoryEntry[];
}

/** An item from its need to the circular that tells of it: all its reader may see. */
export class ItemChain {
  @ApiProperty({ type: LedgerItemDetail })
  item!: LedgerItemDetail;

  @ApiProperty({ type: [ChainPart], description: '事项本身在前，然后是专题协商和议定事项' })
  parts!: ChainPart[];

  @ApiProperty({ type: [MeetingView], description: '提请的专题协商：议题、纪要、议定事项' })
  meetings!: MeetingView[];

  @ApiProperty({ type: [DocumentView], description: '印发的公文，含列有本事项的年度通报，由早到晚' })
  documents!: DocumentView[];

  @ApiProperty({ type: [AttachmentView] })
  attachments!: AttachmentView[];
}
