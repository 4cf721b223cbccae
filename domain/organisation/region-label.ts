/**
 * Ethnic groups as they occur in the names of autonomous places, the longer first. Xinjiang and Inner Mongolia leave out 族 for a
 * few of them (伊犁哈萨克自治州, 察布查尔锡伯自治县).
 */
const GROUPS =
  '柯尔克孜|达斡尔|鄂温克|鄂伦春|维吾尔|哈萨克|塔吉克|俄罗斯|乌孜别克|塔塔尔|景颇|布朗|拉祜|布依|哈尼|仡佬|仫佬|毛南|土家|朝鲜|' +
  '蒙古|锡伯|撒拉|裕固|保安|东乡|傈僳|纳西|独龙|德昂|阿昌|普米|基诺|赫哲|京|高山|各|满|回|藏|苗|彝|壮|侗|瑶|白|傣|黎|畲|水|土|羌|怒|佤';
const WITHOUT_ZU = '蒙古|哈萨克|柯尔克孜|锡伯|塔吉克|鄂伦春';
const AUTONOMOUS = new RegExp(`^(.+?)(?:(?:${GROUPS})族|${WITHOUT_ZU})+自治(州|县|旗)$`);

/**
 * The name people use for a region: 双江拉祜族佤族布朗族傣族自治县 → 双江自治县, 楚雄彝族自治州 → 楚雄州. Other names, and those that
 * would have nothing left (东乡族自治县), stay as they are.
 */
export function regionLabel(name: string): string {
  const match = AUTONOMOUS.exec(name);
  if (match === null) return name;
  return match[2] === '州' ? `${match[1]}州` : `${match[1]}自治${match[2]}`;
}
