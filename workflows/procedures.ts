import type { ProcessKind } from '../domain/blueprints/index.js';
import { annualCycleProcedure } from './annual-cycle.workflow.js';
import { changeOrderProcedure } from './change-order.workflow.js';
import { coordinationGroupProcedure } from './coordination-group.workflow.js';
import { coordinationMatterProcedure } from './coordination-matter.workflow.js';
import { commendationProcedure } from './commendation.workflow.js';
import { circularProcedure } from './circular.workflow.js';
import { dualListProcedure } from './dual-list.workflow.js';
import { inspectionProcedure } from './inspection.workflow.js';
import { evaluationProcedure } from './evaluation.workflow.js';
import type { Procedure } from './kit/process.js';
import { liaisonFilingProcedure } from './liaison-filing.workflow.js';
import { rectificationProcedure } from './rectification.workflow.js';
import { decidedMatterProcedure } from './decided-matter.workflow.js';
import { liaisonConferenceProcedure } from './liaison-conference.workflow.js';
import { campaignProcedure } from './campaign.workflow.js';
import { modelCityProcedure } from './model-city.workflow.js';
import { needItemProcedure } from './need-item.workflow.js';
import { plannedEventProcedure } from './planned-event.workflow.js';
import { topicalConsultationProcedure } from './topical-consultation.workflow.js';
import { workPointProcedure } from './work-point.workflow.js';
import { workPointsProcedure } from './work-points.workflow.js';
import { vetoCorrectionProcedure } from './veto-correction.workflow.js';
import { vetoEventProcedure } from './veto-event.workflow.js';
import { vetoWatchProcedure } from './veto-watch.workflow.js';

/** Every process's procedure, for what runs them all alike: rehearsals and tests. Total: one that is left out does not compile. */
export const PROCEDURES: Record<ProcessKind, Procedure<string, never>> = {
  dualList: dualListProcedure as Procedure<string, never>,
  needItem: needItemProcedure as Procedure<string, never>,
  liaisonFiling: liaisonFilingProcedure as Procedure<string, never>,
  coordinationGroup: coordinationGroupProcedure as Procedure<string, never>,
  coordinationMatter: coordinationMatterProcedure as Procedure<string, never>,
  circular: circularProcedure as Procedure<string, never>,
  topicalConsultation: topicalConsultationProcedure as Procedure<string, never>,
  liaisonConference: liaisonConferenceProcedure as Procedure<string, never>,
  decidedMatter: decidedMatterProcedure as Procedure<string, never>,
  plannedEvent: plannedEventProcedure as Procedure<string, never>,
  annualCycle: annualCycleProcedure as Procedure<string, never>,
  workPoints: workPointsProcedure as Procedure<string, never>,
  workPoint: workPointProcedure as Procedure<string, never>,
  rectification: rectificationProcedure as Procedure<string, never>,
  evaluation: evaluationProcedure as Procedure<string, never>,
  changeOrder: changeOrderProcedure as Procedure<string, never>,
  campaign: campaignProcedure as Procedure<string, never>,
  inspection: inspectionProcedure as Procedure<string, never>,
  vetoEvent: vetoEventProcedure as Procedure<string, never>,
  vetoCorrection: vetoCorrectionProcedure as Procedure<string, never>,
  vetoWatch: vetoWatchProcedure as Procedure<string, never>,
  modelCity: modelCityProcedure as Procedure<string, never>,
  commendation: commendationProcedure as Procedure<string, never>,
};
