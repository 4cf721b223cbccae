import type { EntityManager } from 'typeorm';

export interface OpenDeadline {
  stepId: string;
  kind: string;
  step: string;
  year: number;
  deadline: Date;
}

export interface Gathering {
  id: string;
  kind: string;
  title: string;
  place: string;
  startsAt: Date;
}

/** SQL: a process and everything it started, however deep. */
const TREE = `with recursive tree as (
  select id from process where id = $1
  union select p.id from process p join tree on p.parent_id = tree.id)`;

/** Running processes of the tree; the first is the process itself. */
export function runningBelow(manager: EntityManager, id: string): Promise<{ id: string; kind: string }[]> {
  return manager.query(
    `${TREE} select p.id, p.kind from process p join tree using (id) where p.state = 'running' order by p.id <> $1, p.launched_at, p.id`,
    [id],
  );
}

/** What is open in these processes and has a deadline, the nearest first. */
export function openDeadlines(manager: EntityManager, ids: readonly string[]): Promise<OpenDeadline[]> {
  return manager.query(
    `select s.id as "stepId", p.kind, s.key as step, p.year, s.deadline_at as deadline from step s join process p on p.id = s.process_id
     where s.process_id = any($1::uuid[]) and s.state = 'open' and s.deadline_at is not null order by s.deadline_at, s.id`,
    [ids],
  );
}

/** Meetings and events of these processes that have a time and weren't held yet. */
export function gatheringsToCome(manager: EntityManager, ids: readonly string[]): Promise<Gathering[]> {
  return manager.query(
    `select m.id, p.kind, m.title, m.place, m.starts_at as "startsAt" from meeting m join process p on p.id = m.id
     where m.id = any($1::uuid[]) and m.starts_at is not null and m.held_at is null order by m.starts_at, m.id`,
    [ids],
  );
}
