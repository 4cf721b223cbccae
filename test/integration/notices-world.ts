import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { insertEndpoint } from '../../database/notices/webhook-endpoint.repository.js';
import type { SecretBox } from '../../database/notices/secret-box.js';
import type { NoticeBody } from '../../domain/notices/notice.js';

export interface TestPerson {
  id: string;
  email: string | null;
}

export interface DeliveryRow {
  id: string;
  person_id: string | null;
  state: string;
  attempts: number;
  next_at: Date | null;
  last_error: string | null;
  sent_at: Date | null;
}

/** People of one county and what the step engine would have written for them. */
export class NoticeWorld {
  private readonly processId = randomUUID();

  constructor(
    private readonly dataSource: DataSource,
    private readonly secrets: SecretBox,
  ) {}

  /** An empty installation with one process of county 530925. */
  async reset(): Promise<void> {
    await this.dataSource.query(`delete from notice_route`);
    for (const table of ['delivery', 'notice', 'notice_setting', 'notice_preference', 'webhook_endpoint'])
      await this.dataSource.query(`delete from ${table}`);
    for (const [code, name, level, parent] of [
      ['53', '云南省', 1, null],
      ['5309', '临沧市', 2, '53'],
      ['530925', '双江县', 3, '5309'],
      ['52', '贵州省', 1, null],
    ]) {
      await this.dataSource.query(
        `insert into region (code, name, level, parent_code) values ($1, $2, $3, $4) on conflict do nothing`,
        [code, name, level, parent],
      );
    }
    await this.dataSource.query(
      `insert into process (id, kind, blueprint_version, business_key, region_code, year, title, state, launched_at)
       values ($1::uuid, 'dualList', 1, $1::uuid::text, '530925', 2026, '某县2026年度双清单', 'running', $2)`,
      [this.processId, new Date('2026-01-04T01:00:00Z')],
    );
  }

  async person({ email }: { email?: string | null } = {}): Promise<TestPerson> {
    const id = randomUUID();
    const person = { id, email: email === undefined ? `${id}@example.test` : email };
    await this.dataSource.query(`insert into person (id, name, email) values ($1, '某人', $2)`, [
      id,
      person.email,
    ]);
    return person;
  }

  async notice(
    person: Pick<TestPerson, 'id'>,
    kind: string,
    createdAt: Date,
    body: Partial<NoticeBody> = {},
  ): Promise<{ id: string; assignmentId: string }> {
    const [id, stepId, assignmentId] = [randomUUID(), randomUUID(), randomUUID()];
    const [unit, position] = [randomUUID(), randomUUID()];
    const run = (sql: string, values: unknown[]) => this.dataSource.query(sql, values);
    await run(
      `insert into unit (id, region_code, name, short_name, kind, active_from) values ($1::uuid, '530925', $1::uuid::text, '局', 'member', '2026-01-01')`,
      [unit],
    );
    await run(`insert into position (id, unit_id, kind, title) values ($1, $2, 'liaison', '联络员')`, [
      position,
      unit,
    ]);
    await run(
      `insert into step (id, process_id, key, round, rule, state, opened_at, clock, checked_until)
       values ($1::uuid, $2, $1::uuid::text, 1, 'single', 'open', $3, 0, $3)`,
      [stepId, this.processId, createdAt],
    );
    await run(
      `insert into assignment (id, step_id, process_id, round, position_id, unit_id, state, opened_at)
       values ($1, $2, $3, 1, $4, $5, 'open', $6)`,
      [assignmentId, stepId, this.processId, position, unit, createdAt],
    );
    const full = {
      process: '某县2026年度双清单',
      step: '报送清单',
      deadline: '2026-11-22T15:59:59.999Z',
      ...body,
    };
    await run(
      `insert into notice (id, person_id, kind, process_id, step_id, assignment_id, body, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, person.id, kind, this.processId, stepId, assignmentId, JSON.stringify(full), createdAt],
    );
    return { id, assignmentId };
  }

  async read(noticeId: string, now: Date): Promise<void> {
    await this.dataSource.query(`update notice set read_at = $2 where id = $1`, [noticeId, now]);
  }

  async disable({ id }: TestPerson, now: Date): Promise<void> {
    await this.dataSource.query(`update person set disabled_at = $2 where id = $1`, [id, now]);
  }

  async endpoint(url: string, secret: string, regionCode: string): Promise<string> {
    const id = randomUUID();
    const { id: createdBy } = await this.person();
    await insertEndpoint(
      this.dataSource.manager,
      {
        id,
        regionCode,
        name: '接收端',
        url,
        enabled: true,
        secretSealed: this.secrets.seal(secret, id),
        createdBy,
      },
      new Date('2026-01-04T01:00:00Z'),
    );
    return id;
  }

  /** In the order they were made. */
  deliveries(lane?: string): Promise<DeliveryRow[]> {
    return this.dataSource.query(
      `select id, person_id, state, attempts, next_at, last_error, sent_at from delivery
       where lane = coalesce($1, lane) order by id`,
      [lane ?? null],
    );
  }
}
