import { AbstractLogger, type DataSource } from 'typeorm';

/** How many statements some work asks of a data source, in transactions and out of them; nobody else may be at work there. */
export async function countQueries(dataSource: DataSource, work: () => Promise<unknown>): Promise<number> {
  let asked = 0;
  const before = dataSource.logger;
  class Counting extends AbstractLogger {
    override logQuery(): void {
      asked += 1;
    }
    protected writeLog(): void {}
  }
  dataSource.logger = new Counting();
  try {
    await work();
  } finally {
    dataSource.logger = before;
  }
  return asked;
}
