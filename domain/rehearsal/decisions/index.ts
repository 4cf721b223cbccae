import type { ProcessKind } from '../../blueprints/index.js';
import { roll } from '../dice.js';
import type { Task } from '../people.js';
import { annualCycleDecisions } from './annual-cycles.js';
import { changeOrderDecisions } from './change-orders.js';
import { campaignDecisions } from './campaigns.js';
import { coordinationGroupDecisions, coordinationMatterDecisions } from './coordination.js';
import { circularDecisions } from './circulars.js';
import type { Decisions } from './decision.js';
import { inspectionDecisions } from './inspections.js';
import { commendationDecisions, modelCityDecisions } from './honours.js';
import { evaluationDecisions } from './evaluations.js';
import { liaisonFilingDecisions } from './liaisons.js';
import {
  decidedMatterDecisions,
  liaisonConferenceDecisions,
  topicalConsultationDecisions,
} from './meetings.js';
import { plannedEventDecisions } from './planned-events.js';
import { dualListDecisions, needItemDecisions } from './needs.js';
import { rectificationDecisions } from './rectifications.js';
import { workPointDecisions, workPointsDecisions } from './work-points.js';
import { vetoCorrectionDecisions, vetoEventDecisions, vetoWatchDecisions } from './vetoes.js';

/** Total: a process whose people don't know what to do does not compile. */
const DECISIONS: Record<ProcessKind, Decisions> = {
  dualList: dualListDecisions,
  needItem: needItemDecisions,
  liaisonFiling: liaisonFilingDecisions,
  coordinationGroup: coordinationGroupDecisions,
  coordinationMatter: coordinationMatterDecisions,
  circular: circularDecisions,
  topicalConsultation: topicalConsultationDecisions,
  liaisonConference: liaisonConferenceDecisions,
  decidedMatter: decidedMatterDecisions,
  plannedEvent: plannedEventDecisions,
  annualCycle: annualCycleDecisions,
  workPoints: workPointsDecisions,
  workPoint: workPointDecisions,
  changeOrder: changeOrderDecisions,
  campaign: campaignDecisions,
  rectification: rectificationDecisions,
  inspection: inspectionDecisions,
  vetoEvent: vetoEventDecisions,
  vetoCorrection: vetoCorrectionDecisions,
  vetoWatch: vetoWatchDecisions,
  modelCity: modelCityDecisions,
  commendation: commendationDecisions,
  evaluation: evaluationDecisions,
};

/** What the person in charge decides, by the task's own die. @throws RangeError for a step nobody knows */
export function decisionOf(task: Task): string {
  const decide = DECISIONS[task.kind as ProcessKind]?.[task.stepKey];
  if (!decide) throw new RangeError(`no simulated person knows the step ${task.kind}.${task.stepKey}`);
  return decide(task, roll('decision', task.id));
}
