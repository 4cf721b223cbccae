import type { FormKey } from '../../domain/blueprints/forms.js';
import { blueprintOf, isProcessKind } from '../../domain/blueprints/index.js';

/** Schemas of what launches hand in, by the form's key; forms of decisions come with their tasks. */
const SCHEMAS: Partial<Record<FormKey, string>> = {
  consultation: 'ConsultationBody',
  conference: 'ConferenceBody',
  plannedEvent: 'PlannedEventBody',
  vetoEvent: 'VetoEventBody',
  coordinationMatter: 'CoordinationMatterBody',
  circularLaunch: 'CircularLaunchBody',
  annualPlan: 'AnnualPlanBody',
  workPoints: 'WorkPointsLaunchBody',
  changeOrder: 'ChangeOrderBody',
  campaignLaunch: 'CampaignLaunchFormBody',
  inspectionPlan: 'InspectionPlanBody',
  modelCityLaunch: 'ModelCityLaunchBody',
  commendationLaunch: 'CommendationLaunchBody',
  evaluationLaunch: 'EvaluationLaunchBody',
};

/** The schema of what launching a kind of process hands in; undefined for one that needs nothing. */
export function launchSchemaOf(kind: unknown): string | undefined {
  const form = typeof kind === 'string' && isProcessKind(kind) ? blueprintOf(kind).launch.form : undefined;
  return form && SCHEMAS[form];
}
