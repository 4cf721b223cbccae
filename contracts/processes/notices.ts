/** What the delivery workflow asks the outside world to do. Ids and dates only; instants are ISO 8601 with an offset. */

export interface DeliveryPlan {
  /** Lanes that have something to send now: 'email', or 'webhook:' and an endpoint's id. None waits for another. */
  lanes: string[];
  /** When the next thing falls due; null when nothing waits. New notices come without a word: look once a minute anyway. */
  nextAt: string | null;
}

export interface LaneResult {
  sent: number;
  failed: number;
  dead: number;
}

export interface NoticeActivities {
  /** Decides where new notices go and when, and bundles what is due into deliveries. Repeating it does nothing. */
  planDeliveries(input: { now: string }): Promise<DeliveryPlan>;
  /** Sends what is due in one lane, for at most a minute. Failures are written down with their next attempt, not thrown. */
  sendLane(input: { lane: string; now: string }): Promise<LaneResult>;
}

export const NOTICE_DELIVERY_WORKFLOW = 'noticeDelivery';
/** One for an installation, for ever; `wakeSignal` makes it look at once. */
export const NOTICE_DELIVERY_ID = 'notice-delivery';
