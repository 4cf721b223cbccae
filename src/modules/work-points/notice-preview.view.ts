import type {
  MatchedUnitView,
  NameMatchView,
  NoticePreview,
} from '../../../contracts/http/notice-preview.js';
import type { MatchWay, RegionUnit, UnitMatch } from '../../../domain/work-points/match-units.js';
import type { ParsedNotice, WorkPoint } from '../../../domain/work-points/notice.js';
import { UNIT_GROUP_LABELS } from '../../../domain/work-points/unit-groups.js';

const HOW_LABELS: Readonly<Record<MatchWay, string>> = {
  exact: '名称一致',
  shortName: '简称一致',
  sameFunction: '职能相同',
  suggestion: '建议',
  group: '一组单位',
  unmatched: '没有对上',
};

export function previewView(
  regionCode: string,
  text: string,
  { points, opinions }: ParsedNotice,
  matches: readonly UnitMatch[],
): NoticePreview {
  return {
    regionCode,
    text,
    points,
    names: matches.map((match) => nameView(match, points)),
    unmatched: matches.filter(({ how }) => how === 'unmatched').map(({ name }) => name),
    opinions,
  };
}

function nameView(
  { name, how, toConfirm, units, group, candidates }: UnitMatch,
  points: readonly WorkPoint[],
): NameMatchView {
  return {
    name,
    how,
    howLabel: HOW_LABELS[how],
    toConfirm,
    units: units.map(unitView),
    group,
    groupLabel: group && UNIT_GROUP_LABELS[group],
    candidates: candidates.map(unitView),
    points: points
      .filter(({ lead, cooperating }) => [...lead, ...cooperating].includes(name))
      .map(({ number }) => number),
  };
}

const unitView = ({ id, name, shortName, kind }: RegionUnit): MatchedUnitView => ({
  id,
  name,
  shortName,
  kind,
});
