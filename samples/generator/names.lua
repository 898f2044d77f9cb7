-- Invented names, made from parts. No house, person or company of these names is meant to exist.

local names = {}

names.SURNAMES = {
  { "相沢", "aizawa" }, { "青柳", "aoyagi" }, { "秋葉", "akiba" }, { "浅野", "asano" }, { "芦田", "ashida" },
  { "安達", "adachi" }, { "飯塚", "iizuka" }, { "池上", "ikegami" }, { "石黒", "ishiguro" }, { "磯部", "isobe" },
  { "市川", "ichikawa" }, { "稲葉", "inaba" }, { "今井", "imai" }, { "岩瀬", "iwase" }, { "植田", "ueda" },
  { "宇野", "uno" }, { "江口", "eguchi" }, { "大塚", "otsuka" }, { "岡崎", "okazaki" }, { "小川", "ogawa" },
  { "荻野", "ogino" }, { "尾崎", "ozaki" }, { "落合", "ochiai" }, { "海野", "unno" }, { "柿沼", "kakinuma" },
  { "片桐", "katagiri" }, { "金子", "kaneko" }, { "川島", "kawashima" }, { "菊地", "kikuchi" }, { "北村", "kitamura" },
  { "木下", "kinoshita" }, { "久保田", "kubota" }, { "熊谷", "kumagai" }, { "倉持", "kuramochi" }, { "黒川",
  "kurokawa" },
  { "小泉", "koizumi" }, { "河野", "kono" }, { "小林", "kobayashi" }, { "斎藤", "saito" }, { "坂本", "sakamoto" },
  { "桜井", "sakurai" }, { "佐久間", "sakuma" }, { "篠原", "shinohara" }, { "柴田", "shibata" }, { "島村", "shimamura" },
  { "清水", "shimizu" }, { "白石", "shiraishi" }, { "菅原", "sugawara" }, { "杉本", "sugimoto" }, { "須藤", "sudo" },
  { "瀬戸", "seto" }, { "園田", "sonoda" }, { "高木", "takagi" }, { "滝沢", "takizawa" }, { "竹内", "takeuchi" },
  { "田島", "tajima" }, { "立花", "tachibana" }, { "谷口", "taniguchi" }, { "千葉", "chiba" }, { "塚本", "tsukamoto" },
  { "土屋", "tsuchiya" }, { "寺田", "terada" }, { "戸田", "toda" }, { "富田", "tomita" }, { "中島", "nakajima" },
  { "永田", "nagata" }, { "夏目", "natsume" }, { "成田", "narita" }, { "西尾", "nishio" }, { "野口", "noguchi" },
  { "萩原", "hagiwara" }, { "橋本", "hashimoto" }, { "長谷川", "hasegawa" }, { "畑中", "hatanaka" }, { "浜田",
  "hamada" },
  { "早川", "hayakawa" }, { "原田", "harada" }, { "日高", "hidaka" }, { "平野", "hirano" }, { "深沢", "fukazawa" },
  { "藤井", "fujii" }, { "古川", "furukawa" }, { "堀内", "horiuchi" }, { "本間", "honma" }, { "牧野", "makino" },
  { "松尾", "matsuo" }, { "丸山", "maruyama" }, { "三浦", "miura" }, { "水野", "mizuno" }, { "宮崎", "miyazaki" },
  { "村上", "murakami" }, { "望月", "mochizuki" }, { "森田", "morita" }, { "安田", "yasuda" }, { "柳沢", "yanagisawa" },
  { "山岸", "yamagishi" }, { "横山", "yokoyama" }, { "吉岡", "yoshioka" }, { "和田", "wada" }, { "渡部", "watabe" },
}

names.GIVEN = {
  "明美", "篤", "綾子", "郁夫", "一郎", "恵理", "修", "薫", "和彦", "一美", "香織", "勝", "恭子", "邦夫", "啓介", "健吾",
  "浩二", "早苗", "茂", "慎一", "進", "澄江", "聡", "隆", "武", "達也", "千秋", "翼", "哲也", "徹", "智子", "直樹",
  "夏美", "典子", "春香", "光", "秀明", "博", "文子", "誠", "正人", "真由美", "美咲", "実", "恵", "康平", "裕子", "由紀",
  "洋平", "玲子",
}

names.PLACES = {
  "青葉", "赤城野", "朝霧", "旭丘", "天野原", "泉野", "磯浜", "稲穂", "岩根", "潮見", "卯月", "海老原", "遠望", "大瀬", "小笠野",
  "霞浦", "風早", "片岡野", "神鳴", "川津", "北星", "桐生野", "久遠", "倉見", "桑原野", "光洋", "越路", "琴浦", "桜台", "笹原",
  "里見", "汐入", "信濃坂", "白浜野", "新緑", "杉並野", "鈴鳴", "清流", "瀬音", "千歳野", "空知野", "高嶺", "滝野", "竹林",
  "立科", "月見", "鶴舞", "照葉", "鳥羽野", "長瀬", "渚", "七瀬", "錦江", "野分", "萩野", "花園", "浜風", "春日野", "東雲",
  "日向", "富士見", "藤波", "北斗", "星見", "蛍沢", "真砂", "松風", "三日月", "緑川", "湊", "美原", "深雪", "六花", "紅葉野",
  "八雲", "弥生", "夕凪", "雪代", "吉野川", "若草",
}

names.REGIONS = { "平野", "高原", "湾岸", "山間", "盆地", "半島", "川沿い", "台地" }

names.SUPPLIERS = {
  "計算", "運用サービス", "ネット保守", "クラウド", "データセンター", "情報技研", "システム工房", "通信サービス", "制御機製作所",
  "ソフトウェア", "監視センター", "保守技研",
}

local function used_once(random, list, used)
  local value
  repeat value = random:pick(list) until not used[value]
  used[value] = true
  return value
end

-- Where a house is: what it is called after.
function names.place(random)
  return random:pick { "", "", "", "東", "西", "南", "北", "新", "中", "上", "奥" } .. random:pick(names.PLACES)
end

-- A person of a house: a surname that nobody else in it has, which is the id as well.
function names.person(random, used)
  local surname = used_once(random, names.SURNAMES, used)
  return surname[2], surname[1] .. " " .. random:pick(names.GIVEN)
end

function names.supplier(random, used)
  return used_once(random, names.PLACES, used) .. random:pick(names.SUPPLIERS) .. "株式会社"
end

return names
