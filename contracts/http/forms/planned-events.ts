import type {
  EventFormKey,
  EventPlanForm,
  EventRecordForm,
  PlannedEventForm,
  VisitForm,
} from '../../../domain/meetings/event-forms.js';
import { EVENT_KINDS, type EventKind } from '../../../domain/meetings/kinds.js';
import type { CivilDate } from '../../../domain/time/zone.js';
import {
  ChoiceField,
  DateField,
  NestedListField,
  TextField,
  TextListField,
  UuidField,
  UuidListField,
} from '../field.js';
import { MatterBody } from './meetings.js';

class ParticipantsBody {
  @UuidListField({ max: 20, optional: true, description: '带队、参加的领导职务：组长、副组长、成员' })
  leaderPositionIds: string[] = [];

  @UuidListField({ max: 100, optional: true, description: '参加单位' })
  unitIds: string[] = [];

  @UuidListField({ max: 100, optional: true, description: '走访、检查、调研的单位；合署办公不填' })
  visitedUnitIds: string[] = [];
}

export class PlannedEventBody extends ParticipantsBody implements PlannedEventForm {
  @ChoiceField({
    choices: Object.keys(EVENT_KINDS),
    description:
      '工作种类：jointOffice 军地合署办公，visit 走访慰问，supervision 督导检查，research 专项调研',
  })
  eventKind!: EventKind;

  @TextField({ min: 2, max: 100, description: '名称' })
  title!: string;

  @DateField({ description: '安排在哪一天', example: '2027-07-28' })
  date!: CivilDate;

  @TextField({ max: 100, optional: true, description: '地点；制定安排时可以再定' })
  place!: string;

  @TextField({ max: 1000, description: '目的和内容' })
  purpose!: string;
}

export class EventPlanBody extends ParticipantsBody implements EventPlanForm {
  @TextField({ max: 30, description: '开始时间，+08:00', example: '2027-07-28T09:00+08:00' })
  startsAt!: string;

  @TextField({ max: 100, description: '地点、集合地点' })
  place!: string;

  @TextListField({ min: 1, max: 30, each: 300, description: '行程和分工，按先后' })
  arrangements!: string[];
}

export class VisitBody implements VisitForm {
  @UuidField({ description: '走访的单位' })
  unitId!: string;

  @TextField({ max: 4000, description: '了解到的情况' })
  found!: string;
}

export class EventRecordBody implements EventRecordForm {
  @TextField({ max: 8000, description: '总体情况' })
  summary!: string;

  @NestedListField(() => VisitBody, { max: 100, optional: true, description: '走访情况；每个走访单位一项' })
  visits: VisitBody[] = [];

  @NestedListField(() => MatterBody, { max: 50, optional: true, description: '发现的问题，逐项挂账' })
  problems: MatterBody[] = [];
}

/** Total: a form of the domain without a body class does not compile. */
export const EVENT_FORM_BODIES: Record<EventFormKey, new () => object> = {
  plannedEvent: PlannedEventBody,
  eventPlan: EventPlanBody,
  eventRecord: EventRecordBody,
};
