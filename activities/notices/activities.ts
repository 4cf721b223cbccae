import type { DataSource } from 'typeorm';
import type { NoticeActivities } from '../../contracts/processes/notices.js';
import { agenda } from '../../database/notices/delivery.repository.js';
import { lockPlanning } from '../../database/notices/route.repository.js';
import type { SecretBox } from '../../database/notices/secret-box.js';
import { DEFAULT_RETRY, type RetryRule } from '../../domain/notices/retry.js';
import type { SettingsOverride } from '../../domain/notices/settings.js';
import { bundleHooks, bundleMail } from './bundle.js';
import type { Channel } from './channels/channel.js';
import { Planning } from './planning.js';
import { routeNew } from './route.js';
import { sendDue } from './send-lane.js';

export interface NoticeDependencies {
  /** Production's: a rehearsal's notices stay in its own tables, where nobody plans. */
  dataSource: DataSource;
  /** The channels there are; without one of a name nothing is planned for it. */
  channels: readonly Channel[];
  /** Opens webhook secrets; without it webhooks fail visibly. */
  secrets?: SecretBox;
  /** What the installation wants other than the product's defaults. */
  settings?: SettingsOverride;
  retry?: RetryRule;
  /** Gets ids, lanes and codes only. */
  warn?: (about: object, message: string) => void;
}

/** Rounds of one planning: far more than a mass deadline needs, and an end if something went wrong. */
const MOST_ROUNDS = 50;

export function createNoticeActivities(dependencies: NoticeDependencies): NoticeActivities {
  const {
    dataSource,
    channels,
    secrets,
    settings = {},
    retry = DEFAULT_RETRY,
    warn = () => undefined,
  } = dependencies;
  const byName = new Map<string, Channel>(channels.map((channel) => [channel.name, channel]));
  const names = new Set(byName.keys());
  const sending = { dataSource, channels: byName, secrets, retry, warn };

  return {
    async planDeliveries({ now }) {
      const at = new Date(now);
      for (const stage of [routeNew, bundleMail, bundleHooks]) {
        // A transaction for each round: the rows of a mass deadline are not locked all together.
        for (let round = 0, more = true; more && round < MOST_ROUNDS; round += 1) {
          more = await dataSource.transaction(async (manager) => {
            await lockPlanning(manager);
            return stage(manager, new Planning(manager, at, names, settings));
          });
        }
      }
      const { lanes, nextAt } = await agenda(dataSource.manager, at);
      return { lanes, nextAt: nextAt?.toISOString() ?? null };
    },

    sendLane: ({ lane, now }) => sendDue(sending, lane, new Date(now)),
  };
}
