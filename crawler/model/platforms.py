"""The names a seed may give its platform, with what each stands for."""

PLATFORMS: dict[str, str] = {
    "auto": "recognised from the page",
    "plain": "any list of links with dates, by its repeated rows",
    "trs": "TRS WCM (拓尔思): createPageHTML, index_1.html is page 2",
    "was": "TRS WAS search results (/was5/web/search)",
    "zjol": "zjol news CMS (/system/YYYY/MM/DD/N.shtml, count_page_list)",
    "hanweb": "Hanweb jpage (大汉): /col/colN, /art/Y/M/D/art_N_N.html",
    "vsb": "Boda VSB (博达): /info/N/N.htm, pages count down",
    "webplus": "webplus (苏迪): /NNNN/list.htm, /YYYY/MMDD/cNaN/page.htm",
    "founder": "Founder (方正翔宇): node_N.htm, content_N.htm",
    "ucap": "UCAP (开普): 32-hex .shtml, javascript:next(N)",
    "guangdong": "Guangdong platform (集约化, gkmlpt): content/post_N.html",
    "jeecms": "JEECMS: .jhtml",
    "mi4": "mi4 REST (JSONP pageArticles.js)",
    "tongyuan": "通元 (iList.jsp)",
    "sitesources": "sitesources/page_pc: listK.html, article<32 hex>.html",
    "dedecms": "DedeCMS (织梦): list_T_N.html, /plus/list.php",
    "phpcms": "phpcms: index.php?m=content&c=index&a=lists",
    "query": "ASP, PHP, JSP pages turned by a query (page=, nbegin=)",
    "reverse": "static pages numbered from the end (index{N-k+1}.shtml)",
    "embedded": "records in a script of the page or in a JSON answer",
}
