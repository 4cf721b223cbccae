import type { EntityManager } from 'typeorm';
import type { ProcessKind } from '../../../domain/blueprints/index.js';
import type { OpenTask } from '../people.js';
import { annualCycleForms } from './annual-cycles.js';
import { changeOrderForms } from './change-orders.js';
import { campaignForms } from './campaigns.js';
import { coordinationGroupForms, coordinationMatterForms } from './coordination.js';
import type { FormsOf } from './form.js';
import { inspectionForms } from './inspections.js';
import { commendationForms, modelCityForms } from './honours.js';
import { evaluationForms } from './evaluations.js';
import { liaisonFilingForms } from './liaisons.js';
import { circularForms } from './circulars.js';
import { decidedMatterForms, liaisonConferenceForms, topicalConsultationForms } from './meetings.js';
import { plannedEventForms } from './planned-events.js';
import { dualListForms, needItemForms } from './needs.js';
import { rectificationForms } from './rectifications.js';
import { workPointForms, workPointsForms } from './work-points.js';
import { vetoCorrectionForms, vetoEventForms, vetoWatchForms } from './vetoes.js';

/** Total: a process whose people can't fill in its forms does not compile. */
const FORMS: Record<ProcessKind, FormsOf> = {
  dualList: dualListForms,
  needItem: needItemForms,
  liaisonFiling: liaisonFilingForms,
  coordinationGroup: coordinationGroupForms,
  coordinationMatter: coordinationMatterForms,
  circular: circularForms,
  topicalConsultation: topicalConsultationForms,
  liaisonConference: liaisonConferenceForms,
  decidedMatter: decidedMatterForms,
  plannedEvent: plannedEventForms,
  annualCycle: annualCycleForms,
  workPoints: workPointsForms,
  workPoint: workPointForms,
  changeOrder: changeOrderForms,
  campaign: campaignForms,
  rectification: rectificationForms,
  inspection: inspectionForms,
  vetoEvent: vetoEventForms,
  vetoCorrection: vetoCorrectionForms,
  vetoWatch: vetoWatchForms,
  modelCity: modelCityForms,
  commendation: commendationForms,
  evaluation: evaluationForms,
};

/** What a simulated person writes into the form of his decision; null where the decision has none. */
export async function formFor(
  manager: EntityManager,
  task: OpenTask,
  decision: string,
  now: Date,
): Promise<object | null> {
  const fill = FORMS[task.kind as ProcessKind]?.[`${task.stepKey}.${decision}`];
  return fill ? fill(manager, task, now) : null;
}
