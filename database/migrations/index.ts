import { Organisation1760000000100 } from './1760000000100-organisation.js';
import { Process1760000000200 } from './1760000000200-process.js';
import { Calendar1760000000300 } from './1760000000300-calendar.js';
import { Needs1760000000400 } from './1760000000400-needs.js';
import { Throttle1760000000500 } from './1760000000500-throttle.js';
import { Notices1760000000600 } from './1760000000600-notices.js';
import { LedgerImport1760000000700 } from './1760000000700-ledger-import.js';
import { InboxOrder1760000000800 } from './1760000000800-inbox-order.js';
import { Signing1760000000900 } from './1760000000900-signing.js';
import { Documents1760000001000 } from './1760000001000-documents.js';
import { Blobs1760000001200 } from './1760000001200-blobs.js';
import { Phrases1760000001250 } from './1760000001250-phrases.js';
import { Signers1760000001300 } from './1760000001300-signers.js';
import { DocumentFiles1760000001310 } from './1760000001310-document-files.js';
import { Meetings1760000001400 } from './1760000001400-meetings.js';
import { LiaisonsAndCoordination1760000001500 } from './1760000001500-liaisons-and-coordination.js';
import { Circulars1760000001600 } from './1760000001600-circulars.js';
import { PlannedEvents1760000002200 } from './1760000002200-planned-events.js';
import { AnnualCycles1760000001900 } from './1760000001900-annual-cycles.js';
import { WorkPoints1760000001700 } from './1760000001700-work-points.js';
import { PauseAndChangeOrders1760000002100 } from './1760000002100-pause-and-change-orders.js';
import { RehearsalRuns1760000001800 } from './1760000001800-rehearsal-runs.js';
import { Campaigns1760000002000 } from './1760000002000-campaigns.js';
import { Honours1760000002600 } from './1760000002600-honours.js';
import { Vetoes1760000002700 } from './1760000002700-vetoes.js';
import { Inspections1760000002400 } from './1760000002400-inspections.js';
import { Rectifications1760000002300 } from './1760000002300-rectifications.js';
import { Evaluations1760000002500 } from './1760000002500-evaluations.js';
import { InspectionDraftVersion1760000002800 } from './1760000002800-inspection-draft-version.js';
import { UnitSuccessors1760000002810 } from './1760000002810-unit-successors.js';
import { IncomingFiles1760000002900 } from './1760000002900-incoming-files.js';
import { CalendarAuthor1760000002910 } from './1760000002910-calendar-author.js';

/** In order. A migration that has landed is never edited: add another. */
export const migrations = [
  Organisation1760000000100,
  Process1760000000200,
  Calendar1760000000300,
  Needs1760000000400,
  Throttle1760000000500,
  Notices1760000000600,
  LedgerImport1760000000700,
  InboxOrder1760000000800,
  Signing1760000000900,
  Documents1760000001000,
  Blobs1760000001200,
  Phrases1760000001250,
  Signers1760000001300,
  DocumentFiles1760000001310,
  Meetings1760000001400,
  LiaisonsAndCoordination1760000001500,
  Circulars1760000001600,
  PlannedEvents1760000002200,
  AnnualCycles1760000001900,
  WorkPoints1760000001700,
  PauseAndChangeOrders1760000002100,
  RehearsalRuns1760000001800,
  Campaigns1760000002000,
  Honours1760000002600,
  Vetoes1760000002700,
  Rectifications1760000002300,
  Inspections1760000002400,
  Evaluations1760000002500,
  InspectionDraftVersion1760000002800,
  UnitSuccessors1760000002810,
  IncomingFiles1760000002900,
  CalendarAuthor1760000002910,
];
