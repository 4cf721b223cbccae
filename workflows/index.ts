export { circular } from './circular.workflow.js';
export { clock } from './clock.workflow.js';
export { dualList } from './dual-list.workflow.js';
export { housekeeping } from './housekeeping.workflow.js';
export { needItem } from './need-item.workflow.js';
export { rehearsal } from './rehearsal.workflow.js';
export { noticeDelivery } from './notice-delivery.workflow.js';
