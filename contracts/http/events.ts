import { UuidField } from './field.js';

export class EventsQuery {
  @UuidField({ optional: true, description: '同时留意哪个流程' })
  process?: string;
}
