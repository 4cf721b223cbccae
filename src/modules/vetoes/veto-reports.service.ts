import { Injectable } from '@nestjs/common';
import type { VetoReportAnswer, VetoReportBody, VetoReportList } from '../../../contracts/http/vetoes.js';
import { reportSuspicion } from '../../../database/vetoes/report-suspicion.js';
import { subjectOfForm } from '../../../database/vetoes/subject-of-form.js';
import { reportsOf } from '../../../database/vetoes/veto-list.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { civilDateOf, formatInstant } from '../../../domain/time/zone.js';
import { VETO_SHORT } from '../../../domain/vetoes/states.js';
import type { ChangeRequest } from '../../http/change.js';
import { civilDateIn } from '../../http/checked-form.js';
import type { Principal, PrincipalPosition } from '../../http/principal.js';
import { ROLE_OF } from '../../http/roles.js';
import { Database } from '../../workspace/database.service.js';

const MOST_SHOWN = 100;
const REPORTING = ['leader', 'unitLeader', 'liaison', 'militaryLiaison'];

/** What people of the region's units report between the quarters, and what they see of it. */
@Injectable()
export class VetoReportsService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal FORBIDDEN, INVALID_DATE, INVALID_FIELD, FORM_REQUIRED, DATE_IN_FUTURE, CLASSIFIED_CONTENT */
  report({ principal, key }: ChangeRequest, body: VetoReportBody): Promise<VetoReportAnswer> {
    const { item, account, happenedDate, ...named } = body;
    refuseClassified(account, 'account', '经过');
    const happenedOn = civilDateIn(happenedDate, 'happenedDate', '发生日期');
    const position = reportingPosition(principal);
    return this.database.change(key, async ({ manager, now }) => {
      const { regionCode, unitId } = position;
      const subject = await subjectOfForm(manager, regionCode, named, civilDateOf(now), '');
      const reporter = { personId: principal.personId, unitId };
      const said = { subject, item, happenedOn, account };
      await reportSuspicion(manager, regionCode, reporter, said, `${principal.personId}/${key.key}`, now);
      return { receivedAt: formatInstant(now) };
    });
  }

  async mine({ personId }: Principal): Promise<VetoReportList> {
    const rows = await reportsOf(this.database.manager, personId, MOST_SHOWN);
    return {
      items: rows.map(({ openedAt, subject, item, happenedOn, account, ended }) => ({
        ...{ item, happenedOn, account, ended, itemShort: VETO_SHORT[item] },
        reportedAt: formatInstant(openedAt),
        subject: {
          ...{ kind: subject.kind, regionCode: subject.regionCode, name: subject.name, unit: subject.unit },
        },
      })),
    };
  }
}

/** The office launches an event itself. @throws Refusal FORBIDDEN */
function reportingPosition({ positions }: Principal): PrincipalPosition {
  const position = positions.find(({ kind }) => REPORTING.includes(ROLE_OF[kind]));
  if (!position) throw new Refusal('FORBIDDEN');
  return position;
}
