export type MeetingFormKey = never;
