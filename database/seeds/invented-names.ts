/** The sizes have no common divisor, so the first 31 × 29 names all differ. */
const SURNAMES = [...'周吴郑冯陈褚卫蒋沈韩杨朱秦许何吕施孔曹严华金魏陶姜戚谢邹喻柏窦'];
const GIVEN =
  '明远 思齐 立言 广平 文澜 致和 清源 景行 若谷 修竹 怀瑾 承志 云舟 望舒 安国 知行 守正 青山 长河 雨田 子衿 秋实 春生 木兰 海棠 松年 柏林 晓岚 书同'.split(
    ' ',
  );

/** The n-th name, n from 0. Nobody real is meant: surname and given name are put together by counting. */
export function inventedName(n: number): string {
  return `${SURNAMES[n % SURNAMES.length]}${GIVEN[n % GIVEN.length]}`;
}
