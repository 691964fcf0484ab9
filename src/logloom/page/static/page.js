/* Made from web/ by `make page`. Licences of what it holds: licences.txt. */
"use strict";(()=>{var S,Sn,Ft,fe,Nt,st,xn,ot,Pn,jt,qt,Cr,Ie=Symbol.for("pv"),it={},at=[],Er=/^m(i|n|o|s|text|space)$/,It=Array.isArray,Ut=at.
slice,ve=Object.assign;function _e(e){e&&e.parentNode&&e.remove()}function Mn(e,t,n){var o,s,i,a={},l=arguments.length;for(i in t)
i=="key"?o=t[i]:i=="ref"&&typeof e!="function"?s=t[i]:a[i]=t[i];return l>2&&(a.children=l>3?Ut.call(arguments,2):n),je(e,
a,o,s,null)}function je(e,t,n,o,s){var i={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:Ie,__v:s||
++Sn,__i:-1,__u:0};return!s&&S.vnode&&S.vnode(i),i}function x(e){return e.children}function Pe(e,t){this.props=e,this.context=t,this.__g=0}function de(e,t){if(t==null)return e.
__&&de(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||
e.props.__P?null:de(e)}function Tr(e){var t,n=e.__v,o=n.__e,s=[],i=[],a=e.__P;a&&((t=ve({constructor:Ie},n)).__v=n.__v+1,
S.vnode&&S.vnode(t),Ht(a,t,n,e.__n,a.namespaceURI,32&n.__u?[o]:null,s,o||de(n),32&n.__u,i),t.__v=n.__v,t.__.__k[t.__i]=t,
Ln(s,t,i),n.__=n.__e=null,t.__e!=o&&Cn(t))}function Cn(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(
function(t){return t&&(e.__e=t.__e)}),Cn(e)}function wn(e){(8&e.__g||(e.__g|=8,fe.push(e),st++))&&Nt==S.debounceRendering||
((Nt=S.debounceRendering)||queueMicrotask)(En)}function En(){try{for(var e,t=1;fe.length;)fe.length>t&&fe.sort(xn),e=fe.
shift(),t=fe.length,8&e.__g&&Tr(e)}finally{(st=fe.length)&&(Nt||queueMicrotask)(En)}}function Tn(e,t,n,o,s,i,a,l,u,d,f){
var h,v,p,b,E,_,g=o.__k||at,y=t.length;for(u=$r(n,t,g,u,y),h=0;h<y;h++)(p=n.__k[h])!=null&&(v=~p.__i&&g[p.__i]||it,p.__i=
h,_=Ht(e,p,v,s,i,a,l,u,d,f),b=p.__e,(v.ref!=p.ref||8&v.__u)&&(v.ref&&Vt(v.ref,null,p,v),p.ref&&f.push(p.ref,p.__c||b,p)),
E=E||b,4&p.__u?(u=$n(p,u,e,!v.__v),v.__e&&(v.__e=null)):typeof p.type=="function"&&_!==void 0?u=_:b&&(u=b.nextSibling),p.
__u&=-21);return n.__e=E,u}function $r(e,t,n,o,s){var i,a,l,u,d,f,h,v,p,b=n.length,E=b,_=0,g=0,y=e.__k=Array(s);for(i=0;i<
s;i++)(a=t[i])!=null&&typeof a!="boolean"&&typeof a!="function"?(typeof a!="object"||a.constructor===String?a=y[i]=je(null,
a):It(a)?a=y[i]=je(x,{children:a}):a.constructor===Ie&&a.__b?a=y[i]=je(a.type,a.props,a.key,a.ref,a.__v):y[i]=a,u=i+_,a.
__=e,a.__b=e.__b+1,l=null,~(d=a.__i=Rr(a,n,u,E))&&(E--,(l=n[d])&&(l.__u|=2)),l&&l.__v?(a.__u|=16,d==u-1?_--:d==u+1?_++:d!=
u&&(d>u?_--:_++,g=1)):(~d||(s>b?_--:s<b&&_++),typeof a.type!="function"&&(a.__u|=4))):y[i]=null;if(g){for(f=[],h=[],i=0;i<
s;i++)if((a=y[i])&&16&a.__u){for(_=0,v=f.length;_<v;)f[p=_+v>>1]<a.__i?_=p+1:v=p;f[_]=a.__i,h[i]=_+1}for(_=f.length;i--;)
h[i]&&(h[i]==_?_--:y[i].__u|=4)}if(E)for(i=0;i<b;i++)!(l=n[i])||2&l.__u||(l.__e==o&&(o=de(l)),zt(l,l));return o}function $n(e,t,n,o){
var s,i,a,l;if(typeof e.type=="function"){if(e.props.__P)return t;if(s=e.__k)for(i=0;i<s.length;i++)s[i]&&(s[i].__=e,t=$n(
s[i],t,n,!1));return t}for(t&&!t.parentNode&&(t=de(e))&&!t.parentNode&&(t=null),a=e.__e,l=t;l&&l.nodeType==8;)l=l.nextSibling;
for(a!=l&&(!o&&n.moveBefore&&a.parentNode?n.moveBefore(a,t):n.insertBefore(a,t||null)),t=a;(t=t&&t.nextSibling)&&t.nodeType==
8&&!t.data.startsWith("$s"););return t}function Rr(e,t,n,o){var s,i=e.key,a=e.type,l=t[n],u=l&&!(2&l.__u);if(l===null&&i==null||u&&i==l.key&&a==l.type)return n;
if(o>(u?1:0)){for(s=n-1;s>=0;s--)if((l=t[s])&&!(2&l.__u)&&i==l.key&&a==l.type)return s;for(s=n+1;s<t.length;s++)if((l=t[s])&&
!(2&l.__u)&&i==l.key&&a==l.type)return s}return-1}function kn(e,t,n){n==null&&(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}
function nt(e,t,n,o,s){var i,a;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.
cssText=o=""),o)for(t in o)n&&t in n||kn(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||kn(e.style,t,n[t])}else if(t[0]=="o"&&
t[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(a=qt[t]||(qt[t]=
Lr(t)),(e.__a||(e.__a={}))[t]=jt,i=t!=(t=t.replace(Pn,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),n?e.addEventListener(
t,a,i):e.removeEventListener(t,a,i));else{if(s=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,
"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="c\
olSpan"&&t!="role"&&t!="popover"&&t in e)try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===
!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function Lr(e){return function(t){var n=this.
__e;if(n){if(n=n[e],t[ot]==null)t[ot]=jt++;else if(t[ot]<this.__a[e])return;return n(S.event?S.event(t):t)}}}function Ht(e,t,n,o,s,i,a,l,u,d){
var f,h,v,p,b,E,_,g,y,L,D,At,bn,tt,me,yn,ce,he,se=t.type;if(t.constructor!==Ie)return null;128&n.__u&&(u=32&n.__u,f=n.__c.
__z)&&(t.__u|=u,h=i=[],f.nodeType==8?l=rt(f,i):i.push(f),l=i[0]||l),(f=S.__b)&&f(t);e:if(typeof se=="function"){v=a.length;
try{if(g=t.props,y=(f=se.prototype)&&f.render,L=(f=se.contextType)&&o[f.__c],D=f?L?L.props.value:f.__:o,(p=n.__c)?(t.__c=
p,2&p.__g&&(p.__g|=1)):(y?t.__c=p=new se(g,D):(t.__c=p=new Pe(g,D),p.constructor=se,p.render=Dr),L&&L.sub(p),p.state||(p.
state={}),p.__n=o,p.__g|=8,p.__h=[],p.__k=[]),y&&(p.__s||(p.__s=p.state),se.getDerivedStateFromProps&&(p.__s==p.state&&(p.
__s=ve({},p.__s)),ve(p.__s,se.getDerivedStateFromProps(g,p.__s)))),b=p.props,E=p.state,p.__v=t,n.__c){if(g!==b&&y&&!se.getDerivedStateFromProps&&
p.componentWillReceiveProps&&p.componentWillReceiveProps(g,D),t.__v==n.__v&&!(8&p.__g)||!(4&p.__g)&&p.shouldComponentUpdate&&
p.shouldComponentUpdate(g,p.__s,D)===!1){t.__v!=n.__v&&(p.props=g,p.state=p.__s,p.__g&=-9),t.__e=n.__e,t.__k=n.__k,t.__k.
some(function(J){J&&(J.__=t)}),at.push.apply(p.__h,p.__k),p.__k=[],p.__h.length&&a.push(p),l=de(n);break e}p.componentWillUpdate&&
p.componentWillUpdate(g,p.__s,D),y&&p.componentDidUpdate&&p.__h.push(function(){p.componentDidUpdate(b,E,_)})}else y&&!se.
getDerivedStateFromProps&&p.componentWillMount&&p.componentWillMount(),y&&p.componentDidMount&&p.__h.push(p.componentDidMount);
p.context=D,p.props=g,p.__P=e,p.__g&=-5,At=S.__r,bn=y?25:0;do p.__g&=-9,At&&At(t),f=p.render(p.props,p.state=p.__s,p.context);while(8&
p.__g&&++bn<25);y&&(at.push.apply(p.__h,p.__k),p.__k=[]),p.state=p.__s,p.getChildContext&&(o=ve({},o,p.getChildContext())),
y&&n.__c&&p.getSnapshotBeforeUpdate&&(_=p.getSnapshotBeforeUpdate(b,E)),tt=f&&f.type===x&&f.key==null?f.props.children:f,
g.__P&&(f=l,s=(e=g.__P).namespaceURI,u=i=null,n.props&&n.props.__P!=e&&(n.__k.some(function(J){J&&zt(J,J)}),n.__k=null),
l=n.__k?de(n,0):null),l=Tn(e,It(tt)?tt:[tt],t,n,o,s,i,a,l,u,d),g.__P&&(t.__e=null,l=f),t.__u&=-161,h&&h.some(_e),p.__h.length&&
a.push(p),1&p.__g&&(p.__g&=-4)}catch(J){if(a.length=v,t.__v=null,u||i)if(J&&J.then){if(t.__u|=128|u,i){for(~(ce=i.indexOf(
l||void 0))||(ce=i.length);(he=i[ce-1])&&he.nodeType==8;)ce--;for(;ce<i.length;ce++)if(he=i[ce])if(i[ce]=null,me){if(he==
yn)break}else{if(he.nodeType!=8)break;he.data.startsWith("$s")&&(yn=rt(me=he))}}if(!me){for(;l&&l.nodeType==8&&l.nextSibling;)
l=l.nextSibling;me=l}(f=rt(me=t.__c.__z||(t.__c.__z=me)))?(t.__e=me,l=f):t.__e=l,l=l&&l.nextSibling}else i&&i.some(_e);else
t.__e=n.__e;t.__k||(t.__k=n.__k||[]),J&&J.then||Rn(t),S.__e(J,t,n)}}else l=t.__e=Or(n.__e,t,n,o,s,i,a,u,d,e);return(f=S.
diffed)&&f(t),l}function rt(e,t){if(e&&e.nodeType==8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==
8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(e)}}function Rn(e){e&&(e.__c&&
(e.__c.__g|=4),e.__k&&e.__k.some(Rn))}function Ln(e,t,n){for(var o=0;o<n.length;)Vt(n[o++],n[o++],n[o++]);S.__c&&S.__c(t,
e),e.some(function(s){try{e=s.__h,s.__h=[],e.some(function(i){i.call(s)})}catch(i){S.__e(i,s.__v)}})}function Or(e,t,n,o,s,i,a,l,u,d){
var f,h,v,p,b,E,_,g,y=n.props||it,L=t.props,D=t.type;if(D=="svg"?s="http://www.w3.org/2000/svg":D=="math"?s="http://www.\
w3.org/1998/Math/MathML":s||(s="http://www.w3.org/1999/xhtml"),i){for(f=0;f<i.length;f++)if((b=i[f])&&(D?b.localName==D:
b.nodeType==3)){e=b,i[f]=null;break}}if(!e){if(g=d.ownerDocument||document,!D)return g.createTextNode(L);e=g.createElementNS(
s,D,L.is?L:d),l&&(S.__m&&S.__m(t,i),l=!1),i=null}if(D){if(d=D=="template"&&e.content||e,i=D=="textarea"&&L.defaultValue!=
null?null:i&&Ut.call(d.childNodes),!l&&i)for(y={},f=0;f<e.attributes.length;f++)y[(b=e.attributes[f]).name]=b.value;for(f in y)
b=y[f],f=="dangerouslySetInnerHTML"?v=b:f=="children"||f in L||f=="value"&&"defaultValue"in L||f=="checked"&&"defaultChe\
cked"in L||nt(e,f,null,b,s);for(f in L)b=L[f],f=="children"?p=b:f=="dangerouslySetInnerHTML"?h=b:f=="value"?E=b:f=="chec\
ked"?_=b:l&&typeof b!="function"||y[f]===b||nt(e,f,b,y[f],s);h?(l||v&&(h.__html==v.__html||h.__html==e.innerHTML)||(e.innerHTML=
h.__html),t.__k=[]):(v&&(e.textContent=""),(D=="foreignObject"||s=="http://www.w3.org/1998/Math/MathML"&&Er.test(D))&&(s=
"http://www.w3.org/1999/xhtml"),Tn(d,It(p)?p:[p],t,n,o,s,i,a,i?i[0]:n.__k&&de(n,0),l,u),i&&i.some(_e)),l&&D!="textarea"||
(f="value",D=="progress"&&E==null?e.removeAttribute(f):E==null||E===e[f]&&(D!="progress"||E)||nt(e,f,E,y[f],s),f="checke\
d",_!=null&&_!=e[f]&&nt(e,f,_,y[f],s))}else y===L||l&&e.data==L||(e.data=L);return e}function Vt(e,t,n,o){try{typeof e==
"function"?t?t.__x=e(t)||1:o&&(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(s){
S.__e(s,n)}}function zt(e,t,n){var o,s,i,a;if(S.unmount&&S.unmount(e),!(o=e.ref)||o.current&&o.current!=e.__e||Vt(o,null,
t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(l){S.__e(l,t)}o.__P=o.__n=null}if(o=e.__k)for(a=
0;a<o.length;a++)o[a]&&zt(o[a],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(s=rt(o,i=[]))&&(o==
e.__e&&i.some(_e),_e(s),_e(o)),n||_e(e.__e),e.__e=e.__c=e.__=null}function Dr(e,t,n){return this.constructor(e,n)}function On(e,t){
var n,o,s,i;S.__&&S.__(e,t),t.nodeType==9&&(t=t.documentElement),o=(n=e&&32&e.__u)?null:t.__k,t.__k=je(x,{children:[e]}),
s=[],i=[],Ht(t,t.__k,o||it,it,t.namespaceURI,o?null:t.firstChild?Ut.call(t.childNodes):null,s,o?o.__e:t.firstChild,n,i),
Ln(s,t.__k,i),t.__k.props.children=null}S={__e:function(e,t,n,o){for(var s,i,a;t=t.__;)if((s=t.__c)&&!(1&s.__g)){s.__g|=4;try{if((a=(i=s.constructor)&&i.getDerivedStateFromError)&&
s.setState(i.getDerivedStateFromError(e)),s.componentDidCatch&&(s.componentDidCatch(e,o||{}),a=1),a&&8&s.__g)return void(s.
__g|=2)}catch(l){e=l}}throw st=0,e}},Sn=0,Ft=function(e){return e!=null&&e.constructor===Ie},Pe.prototype.setState=function(e,t){
var n=this.__s;n&&n!=this.state||(n=this.__s=ve({},this.state)),typeof e=="function"&&(e=e(ve({},n),this.props)),e&&(ve(
n,e),this.__v&&(t&&this.__k.push(t),wn(this)))},Pe.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.
push(e),wn(this))},Pe.prototype.render=x,fe=[],st=0,xn=function(e,t){return e.__v.__b-t.__v.__b},ot=Symbol(),Pn=/(PointerCapture)$|Capture$/i,
jt=0,qt={},Cr=0;var He,F,Bt,Dn,Wt=Object.is,lt=0,Vn=[],Gt=[],N=S,An=N.__b,Nn=N.__r,qn=N.diffed,Fn=N.__c,jn=N.unmount,In=N.__;function Jt(e,t){
N.__h&&N.__h(F,e,lt||t),lt=0;var n=F.__H||(F.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function k(e){
return lt=1,Ar(Bn,e)}function Ar(e,t,n){var o=Jt(He++,2);if(o.t=e,!o.__c&&(o.__=[n?n(t):Bn(void 0,t),function(i){var a=(o.
__N||o.__)[0],l=o.t(a,i);Wt(a,l)||(o.__N=[l,o.__[1]],o.__c.setState({}))}],o.__c=F,!F.__f)){F.__f=!0;var s=F.shouldComponentUpdate;
F.shouldComponentUpdate=function(i,a,l){var u=this.__H;if(!u)return!0;var d=!1,f=this.props!=i;if(u.__.some(function(v){
v.__N&&(d=!0,Wt(v.__[0],v.__N[0])||(f=!0))}),s){var h=s.call(this,i,a,l);return d?h||f:h}return!d||f}}return o.__}function A(e,t){
var n=Jt(He++,3);!N.__s&&zn(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,F.__H.__h.push(n))}function T(e){return lt=5,pe(function(){return{current:e}},[])}function pe(e,t){var n=Jt(He++,7);return zn(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Nr(){var e;do{for(;e=Gt.shift();)try{Ue(e)}catch(n){N.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=Vn.shift();){var t=e.
__H;if(e.__P&&t)try{t.__h.some(Ue),t.__h.some(Kt),t.__h=[]}catch(n){t.__h=[],N.__e(n,e.__v)}}}while(Gt.length)}N.__b=function(e){
F=null,An&&An(e)},N.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),In&&In(e,t)},N.__r=function(e){Nn&&Nn(e),He=
0;var t=(F=e.__c).__H;t&&(Bt==F?F.__h=[]:(t.__h.some(Ue),t.__h.some(Kt),He=0),t.__h=[],t.__.some(function(n){n.__N&&(n.__=
n.__N),n.u=n.__N=void 0})),Bt=F},N.diffed=function(e){qn&&qn(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Hn(Vn.push(t)),
t.__H.__.some(function(n){n.u&&(n.__H=n.u)})),Bt=F=null},N.__c=function(e,t){t.some(function(n){try{n.__h.some(Ue),n.__h=
n.__h.filter(function(o){return!o.__||Kt(o)})}catch(o){n.__h=[function(){throw o}]}}),Fn&&Fn(e,t)},N.unmount=function(e){
jn&&jn(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(s){try{if(s.__P&&s.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||
!n.__c.__P);)n=n.__;n=n&&n.__c}s.__P=n,Hn(Gt.push(s))}else Ue(s)}catch(i){t=i}}),o.__H=void 0,t&&N.__e(t,o.__v))};var Un=typeof requestAnimationFrame==
"function";function qr(e){var t,n=function(){clearTimeout(o),Un&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);
Un&&(t=requestAnimationFrame(n))}function Hn(e){e!=1&&Dn==N.requestAnimationFrame||((Dn=N.requestAnimationFrame)||qr)(Nr)}
function Ue(e){var t=F,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),F=t}function Kt(e){var t=F;e.__c=e.__(),F=t}function zn(e,t){
return!e||e.length!=t.length||t.some(function(n,o){return!Wt(n,e[o])})}function Bn(e,t){return typeof t=="function"?t(e):
t}var Fr=Symbol.for("preact-signals");function dt(){if(ie>1)ie--;else{var e,t=!1;for((function(){var s=ct;for(ct=void 0;s!==
void 0;){var i=s.S;if(i.v===s.v)for(var a=i.t;a!==void 0;a=a.x)a.i===s.i&&(a.i=i.i);s=s.o}})();ze!==void 0;){var n=ze;for(ze=
void 0,ut++;n!==void 0;){var o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Gn(n))try{n.c()}catch(s){t||(e=s,t=!0)}n=o}}if(ut=0,ie--,
t)throw e}}function Me(e){if(ie>0)return e();Yt=++jr,ie++;try{return e()}finally{dt()}}var Ve,O=void 0;function Be(e){var t=O,
n=Ve;O=void 0,Ve=void 0;try{return e()}finally{O=t,Ve=n}}var ze=void 0,ie=0,ut=0,jr=0,Yt=0,ct=void 0,ft=0;function Wn(e){
if(O!==void 0){var t=e.n;if(t===void 0||t.t!==O)return t={i:0,S:e,p:O.s,n:void 0,t:O,e:void 0,x:void 0,r:t},O.s!==void 0&&
(O.s.n=t),O.s=t,e.n=t,32&O.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=O.
s,t.n=void 0,O.s.n=t,O.s=t),t}}function j(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,
this.Z=t?.unwatched,this.name=t?.name}j.prototype.brand=Fr;j.prototype.h=function(){return!0};j.prototype.S=function(e){
var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:Be(function(){var o;(o=t.W)==null||o.call(t)}))};
j.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,o=e.x;n!==void 0&&(n.x=o,e.e=void 0),o!==void 0&&(o.e=
n,e.x=void 0),e===this.t&&(this.t=o,o===void 0&&Be(function(){var s;(s=t.Z)==null||s.call(t)}))}};j.prototype.subscribe=
function(e){var t=this;return H(function(){var n=t.value;Be(function(){return e(n)})},{name:"sub"})};j.prototype.valueOf=
function(){return this.value};j.prototype.toString=function(){return this.value+""};j.prototype.toJSON=function(){return this.
value};j.prototype.peek=function(){var e=this;return Be(function(){return e.value})};Object.defineProperty(j.prototype,"\
value",{get:function(){var e=Wn(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(ut>100)throw new Error(
"Cycle detected");(function(n){ie!==0&&ut===0&&n.l!==Yt&&(n.l=Yt,ct={S:n,v:n.v,i:n.i,o:ct})})(this),this.v=e,this.i++,ft++,
ie++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{dt()}}}});function P(e,t){return new j(e,t)}function Gn(e){for(var t=e.
s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function Kn(e){for(var t=e.s;t!==void 0;t=t.n){
var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function Jn(e){for(var t=e.s,n=void 0;t!==
void 0;){var o=t.p;t.i===-1?(t.S.U(t),o!==void 0&&(o.n=t.n),t.n!==void 0&&(t.n.p=o)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),
t=o}e.s=n}function ge(e,t){j.call(this,void 0,t),this.x=e,this.s=void 0,this.g=ft-1,this.f=4}ge.prototype=new j;ge.prototype.
h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===ft))return!0;if(this.g=ft,this.f|=
1,this.i>0&&!Gn(this))return this.f&=-2,!0;var e=O;try{Kn(this),O=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&
(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return O=e,Jn(this),this.f&=-2,!0};ge.prototype.S=
function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}j.prototype.S.call(this,e)};ge.prototype.
U=function(e){if(this.t!==void 0&&(j.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=
t.n)t.S.U(t)}};ge.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(
ge.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=Wn(this);if(this.h(),e!==void 0&&
(e.i=this.i),16&this.f)throw this.v;return this.v}});function ee(e,t){return new ge(e,t)}function Yn(e){var t=e.j;if(e.j=
void 0,typeof t=="function"){ie++;var n=O;O=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,Zt(e),o}finally{O=n,dt()}}}function Zt(e){
for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,Yn(e)}function Ir(e){if(O!==this)throw new Error("Out-of-o\
rder effect");Jn(this),O=e,this.f&=-2;try{8&this.f&&Zt(this)}finally{dt()}}function Ce(e,t){this.x=e,this.j=void 0,this.
s=void 0,this.u=void 0,this.f=32,this.name=t?.name,Ve&&Ve.push(this)}Ce.prototype.c=function(){var e=this.S();try{if(8&this.
f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};Ce.prototype.S=function(){if(1&this.
f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,Yn(this),Kn(this),ie++;var e=O;return O=this,Ir.bind(this,e)};Ce.
prototype.N=function(){2&this.f||(this.f|=2,this.u=ze,ze=this)};Ce.prototype.d=function(){this.f|=8,1&this.f||Zt(this)};
Ce.prototype.dispose=function(){this.d()};function H(e,t){var n=new Ce(e,t);try{n.c()}catch(s){throw n.d(),s}var o=n.d.bind(
n);return o[Symbol.dispose]=o,o}var Xt,Ge,pt,Ur=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__,Zn=[],Xn=[];H(function(){Xt=this.N})();function Ee(e,t){
S[e]=t.bind(null,S[e]||function(){})}function We(e){if(pt){var t=pt;pt=void 0,t()}pt=e&&e.S()}function Qn(e){var t=this,
n=e.data,o=Vr(n);o.name="ReactiveDom",o.value=n;var s=pe(function(){for(var l=t,u=t.__v;u=u.__;)if(u.__c){u.__c.__$f|=4;
break}var d=ee(function(){var p=o.value.value;return p===0?0:p===!0?"":p||""}),f=ee(function(){return!Array.isArray(d.value)&&
!Ft(d.value)}),h=H(function(){if(this.N=eo,f.value){var p=d.value;l.__v&&l.__v.__e&&l.__v.__e.nodeType===3&&(l.__v.__e.data=
p)}}),v=t.__$u.d;return t.__$u.d=function(){h(),v.call(this)},[f,d]},[]),i=s[0],a=s[1];return i.value?a.peek():a.value}Qn.
displayName="ReactiveTextNode";Object.defineProperties(j.prototype,{constructor:{configurable:!0,value:Mn(x,null).constructor},
type:{configurable:!0,value:Qn},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},
__b:{configurable:!0,value:1}});Ee("__b",function(e,t){if(We(),Ge=void 0,typeof t.type=="string"){var n,o=t.props;for(var s in o)
if(s!=="children"){var i=o[s];i instanceof j&&(n||(t.__np=n={}),n[s]=i,o[s]=i.peek())}}e(t)});Ee("__r",function(e,t){if(e(
t),t.type!==x){We();var n,o=t.__c;o&&(o.__$f&=-2,(n=o.__$u)===void 0&&(o.__$u=n=(function(s,i){var a;return H(function(){
a=this},{name:i}),a.c=s,a})((function(s){return function(){var i;Ur&&((i=this.y)==null||i.call(this)),s.__$f|=1,s.setState(
{})}})(o),typeof t.type=="function"?t.type.displayName||t.type.name:""))),Ge=o,We(n)}});Ee("__e",function(e,t,n,o){We(),
Ge=void 0,e(t,n,o)});Ee("diffed",function(e,t){We(),Ge=void 0;var n;if(typeof t.type=="string"&&(n=t.__e)){var o=t.__np,
s=t.props,i=n.U;if(i)for(var a in i){var l=i[a];l===void 0||o&&a in o||(l.d(),i[a]=void 0)}if(o){i||(i={},n.U=i);for(var u in o){
var d=i[u],f=o[u];d===void 0?(d=Hr(n,u,f,s),i[u]=d):d.o(f,s)}}}e(t)});function Hr(e,t,n,o){var s=t in e&&e.ownerSVGElement===
void 0,i=P(n);return{o:function(a,l){i.value=a,o=l},d:H(function(){this.N=eo;var a=i.value.value;o[t]!==a&&(o[t]=a,s?e[t]=
a:a!=null&&(a!==!1||t[4]==="-")?e.setAttribute(t,a):e.removeAttribute(t))})}}Ee("unmount",function(e,t){if(typeof t.type==
"string"){var n=t.__e;if(n){var o=n.U;if(o){n.U=void 0;for(var s in o){var i=o[s];i&&i.d()}}}var a=t.__np;if(a){var l=t.
props;for(var u in a)l[u]=a[u]}t.__np=void 0}else{var d=t.__c;if(d){d.__$f|=8;var f=d.__$u;f&&(d.__$u=void 0,f.d())}}e(t)});
Ee("__h",function(e,t,n,o){o<3&&(t.__$f|=2),e(t,n,o)});Pe.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;
var n=this.__$u,o=n&&n.s!==void 0;for(var s in t)return!0;if(this.__f||typeof this.u=="boolean"&&this.u===!0){var i=2&this.
__$f;if(!(o||i||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(var a in e)if(a!==
"__source"&&e[a]!==this.props[a])return!0;for(var l in this.props)if(!(l in e))return!0;return!1};function Vr(e,t){return pe(
function(){return P(e,t)},[])}var zr=typeof requestAnimationFrame>"u"?setTimeout:function(e){var t=function(){clearTimeout(n),cancelAnimationFrame(o),
e()},n=setTimeout(t,35),o=requestAnimationFrame(t)},Br=function(e){queueMicrotask(function(){queueMicrotask(e)})};function Wr(){
Me(function(){for(var e;e=Zn.shift();)Xt.call(e)})}function Gr(){Zn.push(this)===1&&(S.requestAnimationFrame||zr)(Wr)}function Kr(){
Me(function(){for(var e;e=Xn.shift();)Xt.call(e)})}function eo(){Xn.push(this)===1&&(S.requestAnimationFrame||Br)(Kr)}function to(e,t){
var n=T(e);n.current=e;var o=Ge;A(function(){return H(function(){if(this.N=Gr,!(o&&8&o.__$f))return n.current()},t)},[])}var be=class extends Error{constructor(n){super(n.message);this.problem=n}problem};function Jr(){let e=document.getElementById(
"logloom-report")?.textContent;return e?JSON.parse(e):null}var M=Jr(),Ke=null;function no(e,t){if(M)return;let n=oo(e,t);
Ke={path:n,response:fetch(n)},Ke.response.catch(()=>{})}function oo(e,t){return`api/panels?dashboard=${encodeURIComponent(
e)}&${t}`}function Yr(e,t){if(Ke?.path!==e)return fetch(e,{signal:t??null});let{response:n}=Ke;return Ke=null,n}async function ro(e,t){
let n=await Yr(e,t);if(n.ok)return n;let o=await n.json().catch(()=>null);throw new be(o?.error??{message:`${n.status} ${n.
statusText}`,at:null,end:null})}async function ye(e,t){return(await ro(e,t)).json()}async function*Zr(e){let t=e.body.pipeThrough(
new TextDecoderStream).getReader(),n="";for(let o=await t.read();!o.done;o=await t.read()){let s=(n+o.value).split(`
`);n=s.pop()??"",yield*s}n&&(yield n)}function so(){return M?Promise.resolve(M.schema):ye("api/schema")}async function*io(e,t,n){
if(M){yield*M.panels[e||(M.schema.dashboards[0]?.name??"")]??[];return}let o=await ro(oo(e,t),n);for await(let s of Zr(o))
s&&(yield JSON.parse(s))}function ao(e,t,n){return ye(`api/histogram?${e}${t?"&invalid=1":""}`,n)}function mt(e,t,n){if(M){
let s=t.panel??(t.invalid?"invalid":"");return Promise.resolve(M.events[s]??{total:0,events:[],next:null})}let o=new URLSearchParams(
e);return t.panel&&o.set("panel",t.panel),t.invalid&&o.set("invalid","1"),t.before&&o.set("before",t.before),o.set("limi\
t",String(t.limit??100)),ye(`api/events?${o}`,n)}function lo(e,t,n,o){let s=new URLSearchParams(n);return s.set("field",
e),s.set("prefix",t),ye(`api/values?${s}`,o)}function uo(e,t,n){return ye(`api/complete?${new URLSearchParams({text:e,at:String(
t)})}`,n)}function co(){return M?Promise.resolve(M.alerts):ye("api/alerts")}function fo(){return M?Promise.resolve(M.faults):
ye("api/faults")}function po(e,t){if(M)return e(M.state),()=>{};let n=new EventSource("api/live");return n.addEventListener(
"state",o=>e(JSON.parse(o.data))),n.onopen=()=>t("open"),n.onerror=()=>t("lost"),()=>n.close()}function mo(e){return"ran\
ge"in e}var Xr=["events","faults","alerts"],Qr=new Set(["dashboard","from","to","q","align","view","columns","invalid","token"]),
Te={view:"dashboard",dashboard:"",from:"all",to:"now",q:"",align:!1,picks:{},columns:[],invalid:!1};function ht(e){let t=new URLSearchParams(
e),n=t.get("view")??"",o={};for(let[s,i]of t)Qr.has(s)||(o[s]??=[]).push(i);return{view:Xr.includes(n)?n:"dashboard",dashboard:t.
get("dashboard")??"",from:t.get("from")??Te.from,to:t.get("to")??Te.to,q:t.get("q")??"",align:t.get("align")==="start",picks:o,
columns:t.get("columns")?.split(",").filter(Boolean)??[],invalid:t.get("invalid")==="1"}}function B(e){let t=new URLSearchParams;
t.set("from",e.from),e.from!=="all"&&t.set("to",e.to),e.q&&t.set("q",e.q),e.align&&t.set("align","start");for(let[n,o]of Object.
entries(e.picks))for(let s of o)t.append(n,s);return t}function Je(e){let t=B(e);e.from===Te.from&&t.delete("from"),e.to===
Te.to&&t.delete("to"),e.view!=="dashboard"?t.set("view",e.view):e.dashboard&&t.set("dashboard",e.dashboard),e.view==="ev\
ents"&&e.columns.length&&t.set("columns",e.columns.join(",")),e.view==="events"&&e.invalid&&t.set("invalid","1");let n=t.
toString();return n?`?${n}`:location.pathname}var m=P(ht(location.search||(M?.query??"")));function w(e,{replace:t=!1}={}){
let n={...m.value,...e};Je(n)!==Je(m.value)&&(history[t?"replaceState":"pushState"](null,"",Je(n)),m.value=n)}function _t(e,t){
let n={...m.value.picks,[e]:t};return t.length||delete n[e],{picks:n}}addEventListener("popstate",()=>{m.value=ht(location.
search||(M?.query??""))});var ho={Overview:"总览","Is anything wrong, and where? Begin here; a click on a job opens it.":"哪里出了问题？从这里开始，点击任务可打开它。",
"One job":"单个任务","The course of one job; pick it at the top, or come by a click from another dashboard.":"一个任务的全\
过程：在上方选择，或从其他仪表板点击进入。","Compare jobs":"任务对比","Jobs side by side; pick \
them at the top.":"在上方选择任务，并排对比。","Pipeline health":"管道健康","Does everything arrive, in\
 time, and does it fit the schema?":"日志是否全部按时到达，并符合 schema？","Jobs running":"运行中的任务",
"Silent jobs":"无日志的任务",Errors:"错误","Out of memory":"显存不足","Errors over time":"错误趋势","Err\
ors by kind":"错误类型","Errors by job":"各任务的错误","Jobs that fell silent":"已无日志的任务","Slowes\
t jobs":"最慢的任务","GPU memory":"显存占用","Newest errors":"最新错误",Loss:"损失",Throughput:"吞吐量",
"GPU utilization":"GPU 利用率",Faults:"故障","Faults in Sentry":"Sentry 中的故障","Errors by rank":"各 rank 的错误",
"mAP at 0.5":"mAP@0.5","Learning rate":"学习率","Step time":"单步耗时","GPU temperature":"GPU 温度","GPU power":"\
GPU 功耗","Events over time":"事件趋势",Events:"事件",Duration:"时长","Final loss":"最终损失","Best mAP at\
 0.5":"最佳 mAP@0.5","Peak GPU memory":"显存峰值","Settings and results":"设置与结果","Lines that could not b\
e parsed":"无法解析的行","Slowest delay":"最大延迟","Store size":"存储大小","Events per second":"每秒事件数",
"Delay from emission to storage":"从产生到入库的延迟","Unparsed lines by reason":"无法解析的原因","Unpar\
sed lines by service":"各服务的无法解析行","What broke the schema":"违反 schema 的内容","Printed past the \
logger":"绕过日志器的输出","Store size over time":"存储大小趋势","Newest event of each machine":"各机器的最新事件",
"Unparsed lines":"无法解析的行",Jobs:"任务","Broke the schema":"违反 schema","Events by level":"各级别的事件",
"Newest events":"最新事件","What the doctor found":"doctor 的发现"};var _o={about_shortcuts:"Keyboard shortcuts",ago:"{time} ago",alerts:"Alerts",alerts_checked:"Checked {ago}",alerts_none:"\
This schema has no alerts. Add some under `alerts:` in schema.yaml.",all:"All",all_time:"All time",apply:"Apply",around:"\
Around this event",ascending:"ascending",at_clock:"Clock time",at_start:"Since start",auto:"Auto",axis:"Time axis",behind:"\
{size} still to read",breadcrumbs:"Breadcrumbs",clear:"Clear",clear_all:"Clear all",close:"Close",columns:"Columns",columns_reset:"\
Reset columns",compare:"Side by side",compare_hint:"Pick two or more jobs to see them side by side.",contexts:"Contexts",
copied:"Copied",copy_json:"Copy as JSON",copy_link:"Copy link",custom:"From – to",dark:"Dark",dashboards:"Views",data_of:"\
Data of {title}",days:"{count} d",delivered:"Delivered",descending:"descending",differences:"Only differences",download_csv:"\
Download CSV",drag_to_zoom:"Drag across a chart to zoom in on a time.",empty_faults:"No faults are in the spool. A job w\
rites them there when it calls logloom.faults.init().",empty_filter:"No event matches.",empty_range:"Nothing in this tim\
e range. Events are from {first} to {last}.",empty_store:"No events yet.",empty_store_how:"Start a job, or open log file\
s that exist:",error_at:"at character {at}",event_count:"{count} events",events:"Events",exclude:"Exclude this value",expand:"\
Enlarge",expand_event:"Show all fields",extra:"Outside the schema",faults:"Faults",fields:"Fields",filter_in:"Only this \
value",filters:"Filters",find:"Find…",firing:"firing",folder:"Spool: {folder}",frame_from:"From",frame_to:"To",gpu:"GP\
U",help:"Help",help_close:"Esc closes what is open",help_events:"Next, previous event",help_expand:"Show or hide all fie\
lds of an event",help_help:"This help",help_pause:"Pause or go on",help_query:"Go to the query",help_tabs:"Go to a view",
help_theme:"Light or dark",hours:"{count} h",invalid_lines:"Lines that could not be parsed",just_now:"just now",keys_on:"\
Single keys do this (off: only Tab, Enter, Esc and the arrows)",language:"Language",last_15m:"Last 15 minutes",last_1h:"\
Last hour",last_24h:"Last 24 hours",last_30d:"Last 30 days",last_6h:"Last 6 hours",last_7d:"Last 7 days",last_fired:"Las\
t fired {ago}",light:"Light",live:"Live",local_time:"Local",lost:"No connection",lost_how:"The page's server does not an\
swer. Start it again with `logloom view`; this page goes on by itself.",main:"Skip to the content",menu:"Options of {tit\
le}",more_values:"There are more values: type to find one.",minutes:"{count} min",never_fired:"Has not fired",new_events:"\
New events: show",newer:"Back to the newest",newest_event:"Newest event {ago}",no_data:"No data",not_sent:"waits to be s\
ent",notify:"Tells {routes}",notify_none:"Tells nobody",older:"Older",open_in:"Open {value} in {dashboard}",open_events:"\
Show the events",parsed:"Parsed events",pause:"Pause",paused:"Paused",pick_title:"Pick {field}",query:"Query",query_clear:"\
Clear the query",query_help:"Kibana's query language: level:ERROR and gpu_memory > 0.9",query_placeholder:"Filter events\
, such as level:ERROR and gpu_memory > 0.9",quiet:"quiet",rank:"rank",recent:"Recent queries",recent_one:"recent",remove:"\
Remove {name}",report:"Report of {at}",restore:"Back to its size",resume:"Go on",seconds:"{count} s",series_only:"Only {\
name}; again for all",settings:"Settings",show_table:"Show as table",show_chart:"Show as chart",stack:"Stack trace",store:"\
{events} events · {jobs} jobs · {size}",summary_chart:"{kind}, {series} series, {points} points.",summary_none:"{kind}\
 without data.",summary_series:"{name}: {value}",tags:"Fault",theme:"Theme",time:"Time",time_range:"Time range",times:"T\
imes",unknown_dashboard:"This schema has no such dashboard.",until_now:"now",updated:"Updated: {asked}, {time}",utc:"UTC",
value:"Value",violations:"Breaks the schema",waiting:"Waiting",zoom_out:"Zoom out"};var vo={about_shortcuts:"键盘快捷键",ago:"{time}前",alerts:"告警",alerts_checked:"{ago}检查",alerts_none:"此 sc\
hema 没有告警。可在 schema.yaml 的 `alerts:` 下添加。",all:"全部",all_time:"全部时间",apply:"应用",around:"\
查看前后事件",ascending:"升序",at_clock:"时钟时间",at_start:"自启动起",auto:"自动",axis:"时间轴",behind:"\
尚有 {size} 未读",breadcrumbs:"面包屑",clear:"清除",clear_all:"全部清除",close:"关闭",columns:"列",columns_reset:"\
恢复默认列",compare:"并排对比",compare_hint:"选择两个或更多任务即可并排对比。",contexts:"上下文",
copied:"已复制",copy_json:"复制为 JSON",copy_link:"复制链接",custom:"起止时间",dark:"深色",dashboards:"视\
图",data_of:"{title} 的数据",days:"{count} 天",delivered:"已送达",descending:"降序",differences:"仅看差异",
download_csv:"下载 CSV",drag_to_zoom:"在图上拖动可放大时间段。",empty_faults:"故障缓存为空。任务调用 logloom.faults.i\
nit() 后会写入故障。",empty_filter:"没有匹配的事件。",empty_range:"此时间范围内没有事件。现有事件从 {first} 到 {last}。",
empty_store:"尚无事件。",empty_store_how:"启动一个任务，或打开已有的日志文件：",error_at:"第 {at} \
个字符",event_count:"{count} 条事件",events:"事件",exclude:"排除此值",expand:"放大",expand_event:"显示全部字段",
extra:"schema 之外",faults:"故障",fields:"字段",filter_in:"仅看此值",filters:"筛选",find:"查找…",firing:"\
触发中",folder:"缓存目录：{folder}",frame_from:"从",frame_to:"到",gpu:"GPU",help:"帮助",help_close:"Esc 关闭已打\
开的内容",help_events:"下一条、上一条事件",help_expand:"显示或隐藏事件的全部字段",help_help:"本帮\
助",help_pause:"暂停或继续",help_query:"转到查询框",help_tabs:"切换视图",help_theme:"浅色或深色",hours:"\
{count} 小时",invalid_lines:"无法解析的行",just_now:"刚刚",keys_on:"启用单键快捷键（关闭后仅用 Tab、Enter、Esc 和方向键）",
language:"语言",last_15m:"最近 15 分钟",last_1h:"最近 1 小时",last_24h:"最近 24 小时",last_30d:"最近 30 天",
last_6h:"最近 6 小时",last_7d:"最近 7 天",last_fired:"上次触发：{ago}",light:"浅色",live:"实时",local_time:"\
本地",lost:"连接中断",lost_how:"页面服务没有响应。请用 `logloom view` 重新启动，本页会自动恢复。",
main:"跳到内容",menu:"{title} 的选项",more_values:"还有更多值，输入以查找。",minutes:"{count} 分钟",
never_fired:"从未触发",new_events:"有新事件，点击显示",newer:"回到最新",newest_event:"最新事件：{ago}",
no_data:"无数据",not_sent:"等待发送",notify:"通知 {routes}",notify_none:"不通知",older:"更早",open_in:"在 {\
dashboard} 中打开 {value}",open_events:"查看事件",parsed:"已解析的事件",pause:"暂停",paused:"已暂停",pick_title:"\
选择 {field}",query:"查询",query_clear:"清除查询",query_help:"Kibana 查询语言：level:ERROR and gpu_memory > 0.9",
query_placeholder:"筛选事件，例如 level:ERROR and gpu_memory > 0.9",quiet:"正常",rank:"rank",recent:"最近的查询",
recent_one:"最近",remove:"移除 {name}",report:"{at} 的报告",restore:"恢复大小",resume:"继续",seconds:"{coun\
t} 秒",series_only:"仅看 {name}，再次点击恢复",settings:"设置",show_table:"显示为表格",show_chart:"显示为图\
表",stack:"堆栈",store:"{events} 条事件 · {jobs} 个任务 · {size}",summary_chart:"{kind}，{series} 个系列，{points}\
 个点。",summary_none:"{kind}，无数据。",summary_series:"{name}：{value}",tags:"故障",theme:"主题",time:"时间",
time_range:"时间范围",times:"时区",unknown_dashboard:"此 schema 没有这个仪表板。",until_now:"现在",updated:"\
已更新：{asked}，{time}",utc:"UTC",value:"值",violations:"违反 schema",waiting:"等待发送",zoom_out:"缩小"};var bo="logloom",go={theme:"auto",language:"auto",times:"local",keys:!0};function es(){try{return{...go,...JSON.parse(localStorage.
getItem(bo)??"{}")}}catch{return go}}var I=P(es());function Ye(e){I.value={...I.value,...e};try{localStorage.setItem(bo,
JSON.stringify(I.value))}catch{}}var yo=matchMedia("(prefers-color-scheme: dark)"),Y=P("light");function wo(){let e=I.value.
theme;Y.value=e==="auto"?yo.matches?"dark":"light":e}yo.addEventListener("change",wo);H(wo);H(()=>{document.documentElement.
dataset.theme=Y.value});var ts={en:_o,zh:vo},Z=ee(()=>{let e=I.value.language;return e!=="auto"?e:navigator.language.toLowerCase().startsWith("z\
h")?"zh":"en"});H(()=>{document.documentElement.lang=Z.value==="zh"?"zh-CN":"en"});function c(e,t={}){return ts[Z.value][e].
replace(/\{(\w+)\}/g,(n,o)=>String(t[o]??n))}function Ze(e){return Z.value==="zh"?ho[e]??e:e}function Qt(e){return e[Z.value]??
e.en??Object.values(e)[0]??""}function ns(e){let t=e.dashboards.map(o=>({...o,title:Ze(o.title),description:Ze(o.description),panels:o.panels.map(s=>({
...s,title:Ze(s.title)}))})),n=e.histograms.map(o=>({...o,title:Ze(o.title)}));return{...e,dashboards:t,histograms:n}}var vt=P(
null),C=ee(()=>vt.value?ns(vt.value):null),R=P(null),$e=P("open"),z=P(!1),X=P(null),we=P(null),gt=P(!1),yt=P(""),wt=P(0),
te=ee(()=>{let e=C.value?.dashboards??[],{view:t,dashboard:n}=m.value;return t!=="dashboard"?null:n?e.find(o=>o.name===n)??
null:e[0]??null}),le=ee(()=>B(m.value).toString()),os={rows:null,error:null,ms:0,step:void 0},tn=new Map;function Le(e,t){
let n=`${e.name}.${t.index}`,o=tn.get(n);return o||tn.set(n,o=P(os)),o}function ko(e,t){let n=e.peek();n.error===t.error&&
JSON.stringify(n.rows)===JSON.stringify(t.rows)||(e.value=t)}function rs(e,t){if(mo(t)){X.value=t.range,Re=t.version;return}
let n=e.panels[t.panel];if(!n)return;let o=Le(e,n);"error"in t?ko(o,{...o.peek(),error:t.error}):ko(o,{rows:t.rows,error:null,
ms:t.ms,step:t.step_seconds})}var ss=500,Re=-1,Xe=null,nn=!1,en;async function is(e,t){for await(let n of io(m.peek().dashboard,
B(m.peek()),t.signal)){if(t.signal.aborted)return;Me(()=>rs(e,n))}we.value=null}function as(e){if(e instanceof be)we.value=
e.problem;else if(e instanceof TypeError)$e.value="lost";else throw e;Re=R.peek()?.version??Re}async function on(){Xe?.abort();
let e=te.peek();if(!e){Re=R.peek()?.version??Re;return}let t=Xe=new AbortController,n=performance.now();gt.value=!0,await is(
e,t).catch(o=>t.signal.aborted||as(o)),Xe===t&&(Xe=null,gt.value=!1,yt.value=le.peek(),nn&&So()&&kt(Math.max(ss,2*(performance.
now()-n))))}function So(){let e=R.peek();return e!==null&&e.version!==Re}function kt(e){nn=Xe!==null,!(nn||en!==void 0)&&
(en=setTimeout(()=>{en=void 0,wt.value++,on()},e))}function xo(){let{from:e,to:t}=m.peek();return e==="all"||t==="now"||
Date.parse(t)>Date.now()}function ls(){wt.value++,on()}function us(e){R.value=e,So()&&!z.peek()&&!document.hidden&&xo()&&
kt(0)}var bt=null;function Po(){bt?.(),bt=po(us,e=>{let t=$e.peek()==="lost";$e.value=e,t&&e==="open"&&ls()})}function cs(){
document.addEventListener("visibilitychange",()=>{if(document.hidden){bt?.(),bt=null;return}Po(),!z.peek()&&xo()&&kt(0)})}
function fs(e){let{picks:t}=m.peek(),n=Object.entries(t).filter(([o])=>o in e.fields||o==="violations");n.length<Object.
keys(t).length&&w({picks:Object.fromEntries(n)},{replace:!0})}async function Mo(){m.peek().view==="dashboard"&&no(m.peek().
dashboard,B(m.peek()));let e=await so();fs(e),vt.value=e,!vt.value.dashboards.length&&m.peek().view==="dashboard"&&w({view:"\
events"},{replace:!0}),Po(),cs();let t=null;H(()=>{let n=te.value;le.value,n!==t&&tn.clear(),t=n,on()}),H(()=>{!z.value&&
R.peek()&&kt(0)})}function St(e){return typeof e=="number"||typeof e=="boolean"?String(e):`"${String(e).replace(/(["\\])/g,"\\$1")}"`}function Co(e,t){
let n=e.q.trim();return n?{...e,q:/\bor\b/i.test(n)?`(${n}) and ${t}`:`${n} and ${t}`}:{...e,q:t}}function rn(e,t,n,o=m.
value){return n?{...o,picks:{...o.picks,[e]:[String(t)]}}:Co(o,`${e}: ${St(t)}`)}function Eo(e,t){return Co(m.value,`not\
 ${e}: ${St(t)}`)}function sn(e,t){return(C.value?.dashboards??[]).some(o=>(!t||o.name===t)&&o.controls.includes(e))}var V=M!==
null;function Oe(e,t,n){let o=e.opens&&n>0?[0,n]:[n],s=m.value;for(let i of o){let a=t[i],l=e.by[i];!l||a===null||a===void 0||
(s=rn(l,a,sn(l,e.opens??void 0),s))}w(e.opens?{...s,view:"dashboard",dashboard:e.opens}:s),e.opens&&scrollTo({top:0})}function an(e){
let{q:t}=m.value;return{view:"events",q:t&&e.query?`(${t}) and (${e.query})`:t||e.query,columns:e.columns,invalid:e.stream===
"invalid"}}async function xt(e){try{await navigator.clipboard.writeText(e)}catch{ds(e)}}function ds(e){let t=document.createElement(
"textarea");t.value=e,document.body.append(t),t.select(),document.execCommand("copy"),t.remove()}function ps(e){let t=e==
null?"":String(e),n=typeof e=="string"&&/^[=+\-@\t\r]/.test(t)?`'${t}`:t;return/[",\n]/.test(n)?`"${n.replaceAll('"','""')}\
"`:n}function To(e,t,n){let o=[t,...n].map(i=>i.map(ps).join(",")).join(`
`),s=document.createElement("a");s.href=URL.createObjectURL(new Blob([`${o}
`],{type:"text/csv"})),s.download=`${e.toLowerCase().replace(/[^\p{L}\p{N}]+/gu,"-")}.csv`,s.click(),URL.revokeObjectURL(
s.href)}var ke=1e3,De=60*ke,Ae=60*De,Mt=24*Ae,Ne=new Map;function ln(e){let t=`${Z.value} ${JSON.stringify(e)}`;return Ne.has(t)||
Ne.set(t,new Intl.NumberFormat(Z.value,e)),Ne.get(t)}function Pt(e){let t=I.value.times==="utc"?{...e,timeZone:"UTC"}:e,
n=`at ${Z.value} ${JSON.stringify(t)}`;return Ne.has(n)||Ne.set(n,new Intl.DateTimeFormat(Z.value==="zh"?"zh-CN":"en-GB",
t)),Ne.get(n)}function ue(e){return ln({maximumFractionDigits:0}).format(e)}function Se(e){if(Number.isInteger(e)&&Math.
abs(e)<1e15)return ue(e);let t=Math.abs(e);return t!==0&&(t<.001||t>=1e9)?e.toExponential(2).replace("e+","e"):ln({maximumSignificantDigits:t>=
1e3?6:4}).format(e)}function Ct(e){let t=Math.abs(e);if(t<ke)return`${Se(Number(e.toPrecision(3)))} ms`;if(t<De)return`${Se(
Number((e/ke).toPrecision(3)))} s`;let n=(s,i,a)=>`${Math.floor(t/s)}${a[0]} ${String(Math.floor(t%s/i)).padStart(2,"0")}${a[1]}`,
o=t<Ae?n(De,ke,["m","s"]):t<Mt?n(Ae,De,["h","m"]):n(Mt,Ae,["d","h"]);return e<0?`−${o}`:o}function qe(e){let t=["B","K\
iB","MiB","GiB","TiB"],n=0,o=e;for(;Math.abs(o)>=1024&&n<t.length-1;n++)o/=1024;return`${Se(Number(o.toPrecision(3)))} ${t[n]}`}
var $o={ratio:e=>ln({style:"percent",maximumFractionDigits:1}).format(e),ms:Ct,s:e=>Ct(e*ke),bytes:qe,celsius:e=>`${Se(e)}\
 °C`,watt:e=>`${Se(e)} W`,per_second:e=>`${Se(e)}/s`};function Q(e,t){return(t&&$o[t]?$o[t]:Se)(e)}var ms=/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
function W(e){return typeof e=="string"&&ms.test(e)}function q(e,t){return e==null?"–":typeof e=="number"?Q(e,t):W(e)?
`${G(e)}`:String(e)}function G(e,{ms:t=!1}={}){let n=new Date(e),o={hour:"2-digit",minute:"2-digit",second:"2-digit",hourCycle:"\
h23"};t&&Object.assign(o,{fractionalSecondDigits:3});let s=Pt({year:"numeric",month:"short",day:"numeric"}),i=Pt(o).format(
n);if(s.format(n)===s.format(new Date))return i;let a=n.getFullYear()===new Date().getFullYear();return`${Pt({month:"sho\
rt",day:"numeric",...a?{}:{year:"numeric"}}).format(n)} ${i}`}function U(e){return Pt({dateStyle:"medium",timeStyle:"lon\
g"}).format(new Date(e))}function ne(e,t){let n=Math.max(0,t-Date.parse(e));return n<2*ke?c("just_now"):c("ago",{time:hs(
n)})}function hs(e){let t=n=>({count:Math.floor(e/n)});return e<De?c("seconds",t(ke)):e<Ae?c("minutes",t(De)):e<2*Mt?c("\
hours",t(Ae)):c("days",t(Mt))}function oe(e,t){let n=T(e);n.current=e,A(()=>{let o=new AbortController,s=!1,i=!0,a=async()=>{for(s=!0;i&&!o.signal.aborted;)
i=!1,await n.current(o.signal).catch(()=>{});s=!1},l=wt.subscribe(()=>{i=!0,s||a()});return()=>{l(),o.abort()}},t)}var _s=Symbol.for("pv"),vs=0;function r(e,t,n,o,s,i){t||(t={});var a,l,u=t;if("ref"in u&&typeof e!="function")for(l in u={},t)l=="ref"?a=t[l]:u[l]=t[l];
var d={type:e,props:u,key:n,ref:a,__k:null,__:null,__b:0,__e:null,__c:null,constructor:_s,__v:--vs,__i:-1,__u:0};return(s||
i)&&(d.__source=s,d.__self=i),S.vnode&&S.vnode(d),d}function gs(){let[e,t]=k(null);return oe(async()=>t(await co()),[R.value?.firing]),e}function un(){return Date.parse(R.value?.
now??"")||Date.now()}function bs(e){let t=Object.entries(e).filter(([,n])=>n!==null).map(([n,o])=>`${n}: ${St(o)}`).join(
" and ");w({...m.value,view:"events",q:t,picks:{},from:"all",to:"now"})}function ys({of:e}){let t=!V&&Object.keys(e.key).
length>0;return r("li",{class:"firing",children:[r("p",{children:Qt(e.message)}),r("p",{class:"hint",children:[r("time",
{dateTime:e.at,title:U(e.at),children:ne(e.at,un())}),e.value!==null&&r(x,{children:[" · ",q(e.value,null),e.reference!==
null&&r(x,{children:[" / ",q(e.reference,null)]})]}),t&&r("button",{type:"button",class:"link",onClick:()=>bs(e.key),children:c(
"open_events")})]})]})}function ws({of:e}){let t=e.firing.length>0;return r("li",{class:t?"alert panel on":"alert panel",
children:[r("header",{children:[r("i",{class:"state","aria-hidden":"true"}),r("h2",{children:Qt(e.title)||e.name}),r("sp\
an",{class:t?"badge bad":"badge",children:t?`${e.firing.length} ${c("firing")}`:c("quiet")})]}),r("p",{class:"rule",children:e.
rule}),t&&r("ul",{children:e.firing.map((n,o)=>r(ys,{of:n},o))}),r("p",{class:"hint",children:[e.notify.length?c("notify",
{routes:e.notify.join(", ")}):c("notify_none")," · ",e.last?r("time",{dateTime:e.last,title:U(e.last),children:c("last_\
fired",{ago:ne(e.last,un())})}):c("never_fired")]})]})}function Ro(){let e=gs();if(!e)return r("div",{class:"skeleton","\
aria-hidden":"true"});if(!e.alerts.length)return r("p",{class:"nothing",children:c("alerts_none")});let t=[...e.alerts].
sort((n,o)=>o.firing.length-n.firing.length);return r(x,{children:[e.checked_at&&r("p",{class:"hint",children:c("alerts_\
checked",{ago:ne(e.checked_at,un())})}),r("ul",{class:"alerts",children:t.map(n=>r(ws,{of:n},n.name))})]})}var Et=["#0f6cbd","#d9730d","#0a8f6a","#b4478f","#6b52c8","#2b9ed4","#a57c00","#8a5440"],ks=["#5aa9ef","#f2994a","#3cc79\
c","#e58ac5","#ac96f5","#8bd0f5","#e0c04c","#c99a86"],Ss={light:{DEBUG:"#7a8491",INFO:"#2f7fd0",WARN:"#c98500",ERROR:"#d\
1362f",CRITICAL:"#8e24aa"},dark:{DEBUG:"#8c97a4",INFO:"#5aa9ef",WARN:"#f0b429",ERROR:"#f2635c",CRITICAL:"#cf8bea"}};function xs(e){
let t=2166136261;for(let n=0;n<e.length;n++)t=Math.imul(t^e.charCodeAt(n),16777619);return t>>>0}var Lo=new Map,Ps=2e3;function Ms(e,t){
let n=Lo.get(e);(!n||n.size>Ps)&&Lo.set(e,n=new Map);let o=n.get(t);if(o!==void 0)return o;let s=/^\d+$/.test(t)?Number(
t):xs(t),i=new Array(Et.length).fill(0);for(let u of n.values())i[u]++;let a=Math.min(...i),l=s%Et.length;for(;i[l]>a;)l=
(l+1)%Et.length;return n.set(t,l),l}function Fe(e,t){let n=Y.value==="dark"?ks:Et;return e===void 0?n[0]:(e==="level"?Ss[Y.
value][String(t)]:void 0)??n[Ms(e,String(t))]}var Cs={chevron:"M5 6.5 8 9.5l3-3",close:"M4.5 4.5l7 7M11.5 4.5l-7 7",copy:"M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",dots:"M3\
.5 8h.01M8 8h.01M12.5 8h.01",gear:"M2.5 4.5h6M12 4.5h1.5M2.5 11.5H4M7.5 11.5h6M10.25 2.75v3.5M5.75 9.75v3.5",help:"M5.8 \
6a2.2 2.2 0 1 1 3.4 1.8c-.8.5-1.2.9-1.2 1.8M8 12.2h.01",link:"M6.8 9.2a2.4 2.4 0 0 0 3.4 0l2.3-2.3a2.4 2.4 0 0 0-3.4-3.4\
l-.9.9M9.2 6.8a2.4 2.4 0 0 0-3.4 0L3.5 9.1a2.4 2.4 0 0 0 3.4 3.4l.9-.9",minus:"M4 8h8",moon:"M13 9.5A5.5 5.5 0 0 1 6.5 3\
 5.5 5.5 0 1 0 13 9.5z",open:"M6 3.5H3.5v9h9V10M9 3.5h3.5V7M12.5 3.5 7.5 8.5",pause:"M5.5 4v8M10.5 4v8",play:"M5 3.5v9l7\
-4.5z",plus:"M4 8h8M8 4v8",search:"M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3l3.2 3.2",sun:"M8 11a3 3 0 1 0 \
0-6 3 3 0 0 0 0 6zM8 1.5V3M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1",warn:"M8 2.5\
 14 13H2zM8 6.5v3M8 11.4h.01"};function $({name:e}){return r("svg",{class:"icon",viewBox:"0 0 16 16",width:"16",height:"\
16","aria-hidden":"true",focusable:"false",children:r("path",{d:Cs[e]})})}function K(e){return typeof e=="object"&&e!==null?JSON.stringify(e):String(e)}function Es(e){let t=e.violations??[];return new Map(
t.map(n=>[n.slice(0,n.lastIndexOf(": ")),n.slice(n.lastIndexOf(": ")+2)]))}var Ts=new Set(["_id","extra","violations","s\
tack_trace","unparsed"]);function $s(e){let t=Object.keys(C.value?.fields??{}),n=Object.keys(e).filter(o=>!Ts.has(o));return[
...t.filter(o=>n.includes(o)),...n.filter(o=>!t.includes(o))]}function Rs({field:e,value:t}){let n=Array.isArray(t)?t[0]:
t,o=`${e} ${K(n)}`;return r("span",{class:"filters",children:[r("button",{type:"button",class:"quiet",title:c("filter_in"),
"aria-label":`${c("filter_in")}: ${o}`,onClick:()=>w(rn(e,n,sn(e))),children:r($,{name:"plus"})}),r("button",{type:"butt\
on",class:"quiet",title:c("exclude"),"aria-label":`${c("exclude")}: ${o}`,onClick:()=>w(Eo(e,n)),children:r($,{name:"min\
us"})})]})}function Ls({name:e,event:t,controls:n}){let o=t[e],s=C.value?.fields[e],i=n&&s&&s.type!=="text";return r("di\
v",{class:"field",children:[r("dt",{title:s?.description,children:e}),r("dd",{children:[r("span",{class:"value",children:W(
o)?r("span",{title:o,children:U(o)}):r(Os,{value:o,unit:s?.unit??null})}),i&&r(Rs,{field:e,value:o})]})]})}function Os({
value:e,unit:t}){return typeof e!="number"||!t?r(x,{children:K(e)}):r(x,{children:[q(e,t)," ",r("span",{class:"raw",children:String(
e)})]})}function Ds({event:e}){let t=Es(e),n=e.extra??{};return t.size?r("div",{class:"broken",children:[r("h3",{children:[
r($,{name:"warn"}),c("violations")]}),r("ul",{children:[...t].map(([o,s])=>r("li",{children:[r("b",{children:o})," ",s,o in
n&&r("code",{children:K(n[o])})]},o))})]}):null}function cn({title:e,content:t}){return r("div",{class:"block",children:[
r("h3",{children:e}),r("pre",{tabIndex:0,children:t})]})}var Oo=6e4;function As(e){let t=Date.parse(String(e["@timestamp"])),
n=e.job_id;w({...m.value,view:"events",q:"",picks:n?{...Te.picks,job_id:[String(n)]}:{},from:new Date(t-Oo).toISOString(),
to:new Date(t+Oo).toISOString()})}function Ns({event:e,controls:t}){let[n,o]=k(!1);return r("div",{class:"actions",children:[
r("button",{type:"button",class:"button",onClick:()=>{xt(JSON.stringify(e,null,2)).then(()=>o(!0))},children:[r($,{name:"\
copy"}),n?c("copied"):c("copy_json")]}),t&&r("button",{type:"button",class:"button",onClick:()=>As(e),children:c("around")}),
r("code",{class:"id",children:String(e._id??"")})]})}function Do({event:e,controls:t}){let n=e.extra;return r("div",{class:"\
event-detail",children:[r(Ns,{event:e,controls:t}),r(Ds,{event:e}),r("dl",{class:"fields",children:$s(e).map(o=>r(Ls,{name:o,
event:e,controls:t},o))}),typeof e.stack_trace=="string"&&r(cn,{title:"stack_trace",content:e.stack_trace}),typeof e.unparsed==
"string"&&r(cn,{title:"unparsed",content:e.unparsed}),n&&Object.keys(n).length>0&&r(cn,{title:c("extra"),content:JSON.stringify(
n,null,2)})]})}function Tt(e){return e.panels.filter(t=>t.by[0]==="job_id"&&!t.over_time&&t.show!=="events")}function qs(e,t,n){let o=Le(
e,t).value.rows??[],s=t.measure==="count"||t.measure==="sum",i=a=>{let l=o.filter(u=>String(u[0])===a).map(u=>u.at(-1));
return s?l.reduce((u,d)=>u+Number(d??0),0):l[0]};return{name:t.title,unit:t.unit,values:n.map(i)}}function Fs(e,t){let n=e.
panels.find(u=>u.show==="events"&&u.columns.includes("job_id")),[o,s]=k([]);oe(async u=>{if(!n||t.length<2)return;let d={
panel:`${e.name}.${n.index}`,limit:500};s((await mt(B(m.peek()),d,u)).events)},[le.value,n]);let i=new Set(["job_id","ev\
ent","level","@timestamp","message",...Tt(e).map(u=>u.field)]),a=(n?.columns??[]).filter(u=>!i.has(u)),l=(u,d)=>{let f=o.
find(h=>h.job_id===u&&h[d]!==void 0)?.[d];return f===void 0||typeof f!="object"?f:K(f)};return a.map(u=>({name:u,unit:C.
value?.fields[u]?.unit??null,values:t.map(d=>l(d,u))}))}function Ao(e){return new Set(e.values.map(t=>t??null)).size>1}function js(e,t){
let[n,o]=[e.values[0],e.values[t]];if(t===0||typeof n!="number"||typeof o!="number"||!n||n===o)return"";let s=o/n-1;return`${s>
0?"+":"−"}${Q(Math.abs(s),"ratio")}`}function Is({line:e}){return r("tr",{class:Ao(e)?"differs":void 0,children:[r("th",
{scope:"row",children:e.name}),e.values.map((t,n)=>r("td",{class:"number",title:t==null?void 0:String(t),children:[q(t,e.
unit)," ",r("span",{class:"change",children:js(e,n)})]},n))]})}function No(){let{align:e}=m.value,t=(n,o)=>r("button",{type:"\
button","aria-pressed":e===n,onClick:()=>w({align:n}),children:o});return r("div",{class:"switch",role:"group","aria-lab\
el":c("axis"),children:[t(!1,c("at_clock")),t(!0,c("at_start"))]})}function Us({of:e,jobs:t}){let[n,o]=k(!1),s=Fs(e,t),a=[
...Tt(e).map(u=>qs(e,u,t)),...s].filter(u=>u.values.some(d=>d!=null)),l=n?a.filter(Ao):a;return r("section",{class:"pane\
l side","aria-labelledby":"side-by-side",children:[r("header",{children:[r("h2",{id:"side-by-side",children:c("compare")}),
r("label",{class:"check",children:[r("input",{type:"checkbox",checked:n,onChange:()=>o(!n)}),c("differences")]}),!V&&r(No,
{})]}),r("div",{class:"scroll",role:"region","aria-labelledby":"side-by-side",tabIndex:0,children:r("table",{class:"data",
children:[r("thead",{children:r("tr",{children:[r("td",{}),t.map(u=>r("th",{scope:"col",class:"number",children:[r("i",{
class:"swatch",style:{background:Fe("job_id",u)}}),u]},u))]})}),r("tbody",{children:l.map(u=>r(Is,{line:u},u.name))})]})})]})}
var Hs=8;function Vs(e){let t=Tt(e).flatMap(n=>Le(e,n).value.rows??[]);return[...new Set(t.map(n=>String(n[0])))].sort()}
function qo({of:e,jobs:t}){let n=V&&t.length<2?Vs(e):t,o=e.panels.some(i=>i.aligned);return Tt(e).filter(i=>i.show==="ba\
r").length>1?n.length<2?V?null:r("p",{class:"hint",children:c("compare_hint")}):r(Us,{of:e,jobs:n.slice(0,Hs)}):o&&n.length>
1&&!V?r("div",{class:"axis-bar",children:r(No,{})}):null}var zs=["logloom run -- python train.py","logloom view path/to/logs"];function Bs(){return r("section",{class:"empty",children:[
r("h2",{children:c("empty_store")}),r("p",{children:c("empty_store_how")}),r("ul",{children:zs.map(e=>r("li",{children:r(
"code",{children:e})},e))})]})}function $t(){let e=R.value,t=X.value;return e?!e.events&&!e.invalid?r(Bs,{}):!t||!e.first||
!e.last||m.value.from==="all"||!(Date.parse(e.last)<Date.parse(t.start)||Date.parse(e.first)>=Date.parse(t.end))?null:r(
"section",{class:"empty",children:[r("p",{children:c("empty_range",{first:G(e.first),last:G(e.last)})}),r("button",{type:"\
button",class:"button primary",onClick:()=>w({from:"all",to:"now"}),children:c("all_time")})]}):null}var Ws={light:{text:"#57606a",line:"#d8dde3",grid:"#eceff2",ramp:["#e8f1fb","#0f4c8a"],card:"#ffffff"},dark:{text:"#9aa5\
b1",line:"#333b45",grid:"#232a32",ramp:["#1d2c3d","#7cc0ff"],card:"#161b22"}},Gs={dateTime:"%x %X",date:"%Y-%m-%d",time:"\
%H:%M:%S",periods:["上午","下午"],days:["周日","周一","周二","周三","周四","周五","周六"],shortDays:["\
周日","周一","周二","周三","周四","周五","周六"],months:["1月","2月","3月","4月","5月","6月","7月",
"8月","9月","10月","11月","12月"],shortMonths:["1月","2月","3月","4月","5月","6月","7月","8月","9月","10月",
"11月","12月"]},Ks="system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans SC', 'WenQuanYi Micro Hei', sans-serif";function Fo(e){
let t=Ws[e.theme],n={domainColor:t.line,gridColor:t.grid,tickColor:t.line,labelColor:t.text,titleColor:t.text,labelFontSize:11,
titleFontSize:11,titleFontWeight:400,labelLimit:150,labelPadding:4,tickSize:4};return{background:"transparent",font:Ks,padding:0,
view:{stroke:null},mark:{color:Fe(void 0,null)},axis:n,axisX:{grid:!1,labelFlush:!0,labelOverlap:!0},axisY:{domain:!1,ticks:!1},
axisBand:{grid:!1,domain:!1,ticks:!1},line:{strokeWidth:1.75,strokeJoin:"round"},area:{fillOpacity:.35,line:{strokeWidth:1.5}},
bar:{stroke:null},arc:{stroke:t.card,strokeWidth:1},range:{heatmap:t.ramp,ramp:t.ramp},legend:{labelColor:t.text,titleColor:t.
text,labelFontSize:11,titleFontSize:11,gradientThickness:8},...e.language==="zh"?{locale:{time:Gs}}:{}}}var Js={milliseconds:"\
.%L",seconds:"%H:%M:%S",minutes:"%H:%M",hours:"%H:%M",date:"%b %d",week:"%b %d",month:"%b %Y",quarter:"%b %Y",year:"%Y"};
function Ys(e,t){let n={...e.axis,title:null};delete n.tickCount;let o={...e.scale,nice:!1};return t.aligned?{...e,scale:o,
axis:n}:{...e,scale:{...o,type:t.utc?"utc":"time"},axis:{...n,format:Js}}}function jo(e){return typeof e=="string"?e:String(
e?.type??"")}function Zs(e){let t=e.color?.field;return t===void 0||t==="value"?e:{...e,color:{field:"colour",type:"nomi\
nal",scale:null,legend:null},detail:{field:t,type:"nominal"}}}function Io(e,t,n){let o=e.encoding;if(!o)return e;let{tooltip:s,
...i}=Zs(o),a=i.x;(a?.type==="temporal"||n.aligned)&&(i.x=Ys(a??{},n));for(let l of["x","y"])i[l]&&(i[l]=Xs(i[l],t));return{
...e,encoding:i}}function Xs(e,t){let n=e.axis;return e.field!=="value"||!n?e:["count","unique"].includes(t.measure)?{...e,
axis:{...n,tickMinStep:1}}:t.unit!=="ms"&&t.unit!=="s"?e:{...e,axis:{...n,values:{expr:"ticks"}}}}var Qs={filled:!0,size:{
expr:"dot"},opacity:{expr:"dot > 0 ? 1 : 0"}};function ei(e){return"select"in e}function Vo(e){let{params:t,...n}=e,o=(t??
[]).filter(s=>!ei(s));return o.length?{...n,params:o}:n}function ti(e){return e.filter(n=>jo(n.mark)!=="point").map(Vo).
map(n=>jo(n.mark)==="line"?{...n,mark:{...n.mark,point:Qs}}:n)}function zo(e,t){let n=(t.aligned?e.aligned:e.spec)??{},{
layer:o,...s}=Vo(structuredClone(n)),i=Io(s,e,t);return Array.isArray(o)&&(i.layer=ti(o).map(a=>Io(a,e,t))),{...i,width:300,
height:200,autosize:{type:"fit",contains:"padding"},params:[...i.params??[],{name:"dot",value:0},{name:"ticks",value:[]}],
config:e.over_time?{...Fo(t),mark:{color:Fe(void 0,null),clip:!0}}:Fo(t)}}function ni(e){if(e.by.length<2)return 0;let t=JSON.
stringify(e.spec?.encoding?.color??"");return t.includes("by1")?1:t.includes("by0")?0:"all"}function oi(e){return typeof e==
"number"?e:Date.parse(String(e))}function Bo(e,t,n,o){let s=e.by.length,i=ni(e),a=i==="all"?e.by.join(" "):e.by[i],l=o?n:
n*1e3,u=[];for(let d of t){let f=d[d.length-1];if(f===null&&e.show!=="heatmap")continue;let h=d.slice(0,s).map(String),v=h.
join(" · "),p=(i==="all"?v:h[i])??e.title,b=e.over_time?oi(d[s]):void 0,E=b===void 0?{}:{time:b,time_end:b+l};u.push({by0:h[0],
by1:h[1],value:f,series:v,label:p,colour:Fe(a,p),...E})}return u}var Uo=[1,2,5,10,20,50,100,200,500,...[1,2,5,10,15,30].
map(e=>e*1e3),...[1,2,5,10,15,30].map(e=>e*6e4),...[1,2,3,6,12].map(e=>e*36e5),...[1,2,5,10,30].map(e=>e*864e5)],Ho=5;function Wo(e,t){
let n=e.unit==="s"?1e3:1,o=t.map(u=>(u.value??0)*n),s=Math.max(0,...o),i=e.show==="bar"?0:Math.min(s,...o),a=Uo.find(u=>(s-
i)/u<Ho)??Uo.at(-1),l=[];for(let u=Math.floor(i/a)*a;u<=s+a/2&&l.length<=2*Ho;u+=a)l.push(u/n);return l}var Qe=P(null),fn=P(null);function dn(e){let t=e.view();if(!t||!e.panel.over_time)return null;try{let n=t.scale("x"),[o,
s]=e.span;return{at:n,left:t.origin()[0],width:n(s)-n(o)}}catch{return null}}function Go(e,t){let n=dn(e);return!n||t<n.
left-8||t>n.left+n.width+8?null:Number(n.at.invert(t-n.left))}function ri(e,t,n){let o=null;for(let{time:s,time_end:i}of e)
if(s!==void 0){if(n&&t>=s&&t<(i??s))return s;(o===null||Math.abs(s-t)<Math.abs(o-t))&&(o=s)}return o}var si=12;function Jo(e,t){
return[...t].sort((n,o)=>(o.value??0)-(n.value??0)).slice(0,si).map(n=>({colour:n.colour,label:n.series||e.panel.title,value:q(
n.value,e.panel.unit)}))}function ii(e,t,n){let o=ri(e.marks,n,e.panel.show==="bar");if(o===null)return null;let s=e.aligned?
`+${Ct(o*1e3)}`:U(o),i=e.marks.filter(a=>a.time===o);return Qe.value={x:t.clientX,y:t.clientY,title:s,lines:Jo(e,i)},o}function Ko(e,t,n){
let o=e.view();if(!o)return null;let[s,i]=o.origin(),a=o._handler.pick(o.scenegraph().root,t,n,t-s,n-i);return a?.datum&&
"series"in a.datum?a.datum:null}function Rt(e){let t=e.currentTarget.getBoundingClientRect();return{x:e.clientX-t.left,y:e.
clientY-t.top}}function Yo({plot:e}){let t=T(null),n=T(null),o=T(null);to(()=>{let u=fn.value,d=u===null?null:dn(e);t.current&&
(t.current.hidden=!d,d&&(t.current.style.transform=`translateX(${d.left+d.at(u)}px)`))});let s=()=>{Qe.value=null,fn.value=
null},i=u=>{let{x:d,y:f}=Rt(u);if(o.current!==null)return ai(n.current,o.current,d);if(e.panel.over_time&&e.panel.show!==
"heatmap"){let v=Go(e,d),p=v===null?null:ii(e,u,v);p===null?s():fn.value=p;return}let h=Ko(e,d,f);u.currentTarget.classList.
toggle("picks",!!(h&&e.onPick)),Qe.value=h?{x:u.clientX,y:u.clientY,title:h.series,lines:Jo(e,[h])}:null},a=u=>{u.button!==
0||u.pointerType==="touch"||e.aligned||Go(e,Rt(u).x)!==null&&(o.current=Rt(u).x,u.currentTarget.setPointerCapture(u.pointerId))},
l=u=>{let d=o.current;o.current=null,n.current&&(n.current.hidden=!0);let{x:f,y:h}=Rt(u);if(d!==null&&Math.abs(f-d)>6)return li(
e,d,f);let v=e.panel.over_time?null:Ko(e,f,h);v&&e.onPick?.(v)};return r("div",{class:e.panel.over_time?"overlay timed":
"overlay",onPointerMove:i,onPointerLeave:s,onPointerDown:a,onPointerUp:l,children:[r("div",{class:"cursor",ref:t,hidden:!0}),
r("div",{class:"brush",ref:n,hidden:!0})]})}function ai(e,t,n){e&&(e.hidden=!1,e.style.left=`${Math.min(t,n)}px`,e.style.
width=`${Math.abs(n-t)}px`,Qe.value=null)}function li(e,t,n){let o=dn(e);if(!o)return;let s=[t,n].map(l=>Math.min(Math.max(
l-o.left,0),o.width)).sort((l,u)=>l-u),[i,a]=s.map(l=>new Date(Math.round(Number(o.at.invert(l)))));w({from:i.toISOString(),
to:a.toISOString()})}var Lt=12;function Zo(){let e=Qe.value;if(!e)return null;let n=e.x>innerWidth-280?{right:`${innerWidth-
e.x+Lt}px`}:{left:`${e.x+Lt}px`},s=e.y<innerHeight-260?{top:`${e.y+Lt}px`}:{bottom:`${innerHeight-e.y+Lt}px`};return r("\
div",{class:"tip","aria-hidden":"true",style:{...n,...s},children:[r("div",{class:"tip-title",children:e.title}),e.lines.
map(i=>r("div",{class:"tip-line",children:[r("i",{class:"swatch",style:{background:i.colour}}),r("span",{children:i.label}),
r("b",{children:i.value})]},i.label))]})}var Qo=P(null);function er(){Qo.value=globalThis.logloomCharts??null}addEventListener("logloom-charts",er);er();function ui(e,t,n,o){
let{spec:s}=e.compile(zo(t,n)),i=e.parse(s,void 0,{ast:!0}),a=new e.View(i,{renderer:"canvas",container:o,expr:e.expressionInterpreter,
hover:!1,tooltip:()=>{}});return Object.assign(a,{cleanThreshold:200}),o.querySelector("canvas")?.setAttribute("aria-hid\
den","true"),a}var ci=90;function Xo(e,t){if(e.data("rows",t.marks),e.signal("dot",t.marks.length<=ci?14:0),e.signal("ti\
cks",Wo(t.panel,t.marks)),!t.panel.over_time)return;let n=t.marks[0],o=n?(n.time_end??0)-(n.time??0):1;e.signal("range_s\
tart",t.span[0]).signal("range_end",t.span[1]).signal("step",o)}function tr({panel:e,marks:t,span:n,aligned:o,height:s,describe:i,
onPick:a}){let l=T(null),u=T(null),d={theme:Y.value,language:Z.value,utc:I.value.times==="utc",aligned:o},f=Qo.value,h=T(
{panel:e,marks:t,aligned:o,span:n,view:()=>u.current,onPick:a});Object.assign(h.current,{panel:e,marks:t,aligned:o,span:n,
onPick:a});let v=JSON.stringify(d);return A(()=>{if(!f||!l.current)return;let p=ui(f,e,d,l.current);return u.current=p,p.
width(l.current.clientWidth).height(s),Xo(p,h.current),p.runAsync(),()=>{u.current=null,p.finalize()}},[f,e,v]),A(()=>{u.
current&&(Xo(u.current,h.current),u.current.runAsync())},[t,n[0],n[1]]),fi(l,s,u),r("div",{class:"chart",role:"img","ari\
a-label":i,style:{height:`${s}px`},children:[r("div",{class:"canvas",ref:l}),r(Yo,{plot:h.current})]})}function fi(e,t,n){
A(()=>{let o=()=>{let i=e.current?.clientWidth??0;!n.current||!i||n.current.width(i).height(t).runAsync()},s=new ResizeObserver(
o);return s.observe(e.current),o(),()=>s.disconnect()},[t])}function pn(e,t){return pe(e,t)}var di=1e3,nr=100;function or(e){return{rows:e.events,total:e.total,next:e.next,newest:!0,pages:1}}function pi(e,t){let n=e.
rows.length+t.events.length>di;return{rows:n?t.events:[...e.rows,...t.events],total:t.total,next:t.next,newest:e.newest&&
!n,pages:e.pages+1}}function mi(e,t){let[n,o]=k(null),[s,i]=k(null),[a,l]=k(!1),u=T(!1),d=e?{panel:e,invalid:t}:{invalid:t},
f=(g,y,L)=>mt(B(m.peek()),{...d,before:g,limit:y},L),h=g=>{g instanceof be&&(i(g.problem.message),e||(we.value=g.problem))},
v=async g=>{let y=await f(null,nr,g);i(null),e||(we.value=null),l(!1),o(or(y))},p=async g=>{if(!u.current)return v(g).catch(
h);let{total:y}=await f(null,1,g);l(y!==n?.total)},b=()=>{u.current=!0,f(n?.next??null,nr).then(g=>o(y=>y?pi(y,g):or(g)),
h)},E=()=>{u.current=!1,v().catch(h)},_=g=>{u.current=g||(n?.pages??1)>1};return A(()=>{u.current=!1},[le.value,e,t]),oe(
p,[le.value,e,t]),{loaded:n,error:s,fresh:a,older:b,newest:E,hold:_}}var hi=["job_id","rank","event","message"];function mn(e,t){
let n=e.length?e:t?.columns??[],o=C.value?.fields??{};return["level",...(n.length?n:hi.filter(i=>i in o)).filter(i=>i!==
"level"&&i!=="@timestamp")]}var rr=new Set(["message","unparsed","stack_trace"]);function _i({name:e,event:t}){let n=t[e],
o=C.value?.fields[e];return e==="level"?r("td",{class:"level",children:r("span",{class:`pill level-${String(n).toLowerCase()}`,
children:String(n??"")})}):n==null?r("td",{}):Array.isArray(n)?r("td",{children:n.map(K).join(", ")}):typeof n=="number"?
r("td",{class:"number",title:String(n),children:q(n,o?.unit??null)}):W(n)?r("td",{title:U(n),children:G(n)}):r("td",{class:rr.
has(e)?"long":void 0,title:rr.has(e)?void 0:K(n),children:K(n)})}function vi({event:e,columns:t,open:n,toggle:o,controls:s}){
let i=e.violations?.length??0,a=String(e["@timestamp"]??"");return r(x,{children:[r("tr",{class:n?"event open":"event",onClick:()=>{
getSelection()?.toString()||o()},children:[r("td",{class:"opener",children:r("button",{type:"button",class:"quiet","data\
-event":!0,"aria-expanded":n,"aria-label":c("expand_event"),onClick:u=>{u.stopPropagation(),o()},children:r($,{name:"che\
vron"})})}),r("td",{class:"flags",children:i>0&&r("span",{class:"flag",title:e.violations.join(`
`),children:[r($,{name:"warn"}),r("span",{class:"unseen",children:c("violations")})]})}),r("td",{class:"time",children:r(
"time",{dateTime:a,title:U(a),children:G(a,{ms:!0})})}),t.map(u=>r(_i,{name:u,event:e},u))]}),n&&r("tr",{class:"detail",
children:r("td",{colSpan:t.length+3,children:r(Do,{event:e,controls:s})})})]})}function gi({rows:e,columns:t,label:n,hold:o}){
let[s,i]=k(new Set),a=l=>{let u=new Set(s);u.delete(l)||u.add(l),o(u.size>0),i(u)};return r("div",{class:"scroll events",
role:"region","aria-label":n,tabIndex:0,children:r("table",{class:"data",children:[r("caption",{class:"unseen",children:n}),
r("thead",{children:r("tr",{children:[r("th",{scope:"col",children:r("span",{class:"unseen",children:c("expand_event")})}),
r("th",{scope:"col",children:r("span",{class:"unseen",children:c("violations")})}),r("th",{scope:"col",children:c("time")}),
t.map(l=>r("th",{scope:"col",children:l},l))]})}),r("tbody",{children:e.map(l=>{let u=String(l._id);return r(vi,{event:l,
columns:t,open:s.has(u),toggle:()=>a(u),controls:!M},u)})})]})})}function Ot({panel:e,of:t,invalid:n=!1,columns:o=[]}){let{
loaded:s,error:i,fresh:a,older:l,newest:u,hold:d}=mi(e,n);if(i)return r("p",{class:"error",role:"alert",children:i});if(!s)
return r("div",{class:"skeleton","aria-hidden":"true"});let f=t?.title??c("events");return s.rows.length?r(x,{children:[
a&&r("button",{type:"button",class:"fresh",onClick:u,children:c("new_events")}),r(gi,{rows:s.rows,columns:mn(o,t),label:f,
hold:d}),r("footer",{class:"more",children:[r("span",{"aria-live":"polite",children:[ue(s.rows.length)," / ",c("event_co\
unt",{count:ue(s.total)})]}),!s.newest&&r("button",{type:"button",class:"button",onClick:u,children:c("newer")}),s.next&&
r("button",{type:"button",class:"button",onClick:l,children:c("older")})]})]}):r("p",{class:"nothing",children:c("empty_\
filter")})}function hn(e){let t=new Map;for(let n of e)t.set(n.label,n);return[...t.values()]}function bi(e,t,n){return e.every(s=>s===
n!==t.has(s))?new Set:new Set(e.filter(s=>s!==n))}function yi(e,t){return t?Q((e.value??0)/t,"ratio"):""}function sr({panel:e,
marks:t,hidden:n,setHidden:o}){let s=e.show==="bar"&&e.over_time;if(!e.by.length||e.show==="heatmap"||e.show==="bar"&&e.
by.length===1&&!s)return null;let i=hn(t),a=i.map(f=>f.label),l=i.reduce((f,h)=>f+(h.value??0),0),u=C.value?.dashboards.
find(f=>f.name===e.opens)?.title??"",d=f=>e.show==="donut"?`${q(f.value,e.unit)} · ${yi(f,l)}`:e.show==="bar"?"":q(f.value,
e.unit);return r("ul",{class:"legend",children:i.map(f=>r("li",{class:n.has(f.label)?"off":void 0,children:[r("button",{
type:"button","aria-pressed":!n.has(f.label),title:c("series_only",{name:f.label}),onClick:()=>o(bi(a,n,f.label)),children:[
r("i",{class:"swatch",style:{background:f.colour}}),r("span",{class:"name",children:f.label}),r("b",{children:d(f)})]}),
e.opens&&!V&&r("button",{type:"button",class:"quiet","aria-label":c("open_in",{value:f.label,dashboard:u}),title:c("open\
_in",{value:f.label,dashboard:u}),onClick:()=>Oe(e,[f.by0],0),children:r($,{name:"open"})})]},f.label))})}function wi(e,t,n){A(()=>{if(!t)return;let o=s=>{e.current?.contains(s.target)||n()};return document.addEventListener("p\
ointerdown",o),document.addEventListener("focusin",o),()=>{document.removeEventListener("pointerdown",o),document.removeEventListener(
"focusin",o)}},[t])}function ki(e,t){A(()=>{let n=e.current;if(!t||!n)return;n.querySelector("[autofocus], input, button\
, a")?.focus({preventScroll:!0}),n.style.translate="";let{left:o,right:s}=n.getBoundingClientRect(),i=s-(document.documentElement.
clientWidth-8);i>0&&(n.style.translate=`${-Math.min(i,o-8)}px`)},[t])}function re({label:e,name:t,title:n,class:o,children:s}){
let[i,a]=k(!1),l=T(null),u=T(null),d=T(null),f=()=>a(!1);return wi(l,i,f),ki(u,i),r("div",{class:"popover",ref:l,onKeyDown:v=>{
v.key!=="Escape"||!i||(v.stopPropagation(),f(),d.current?.focus())},children:[r("button",{ref:d,type:"button",class:o??"\
button","aria-expanded":i,"aria-haspopup":"dialog","aria-label":t,title:n,onClick:()=>a(!i),children:e}),i&&r("div",{class:"\
popup",ref:u,role:"dialog","aria-label":t??(typeof e=="string"?e:n),children:s(f)})]})}function Si(e,t){return typeof e=="number"&&typeof t=="number"?e-t:e==null?-1:t==null?1:String(e).localeCompare(String(t),
void 0,{numeric:!0})}function xi(e,t){if(!t)return e;let n=[...e].sort((o,s)=>Si(o[t.column],s[t.column]));return t.down?
n.reverse():n}function Pi({names:e,order:t,setOrder:n}){let o=e.length-1;return r("tr",{children:e.map((s,i)=>{let a=t?.
column===i,l=()=>n(a&&!t.down?null:{column:i,down:a?!1:i===o});return r("th",{scope:"col",class:i===o?"number":void 0,"a\
ria-sort":a?t.down?"descending":"ascending":void 0,children:r("button",{type:"button",onClick:l,children:[s,r("span",{"a\
ria-hidden":"true",children:a?t.down?" ↓":" ↑":""})]})},s)})})}function Mi({value:e,panel:t,most:n}){if(W(e))return r(
"td",{class:"number",title:U(e),children:ne(e,Date.parse(R.value?.now??"")||Date.now())});let o=typeof e=="number"&&n>0?
Math.max(0,e/n):0;return r("td",{class:"number bar",style:{"--share":String(o)},title:typeof e=="number"?String(e):void 0,
children:r("span",{children:q(e,t.unit)})})}function Ci({panel:e,index:t,row:n}){let o=n[t];if(t>=e.by.length)return r("\
td",{class:"time",children:W(o)?U(o):q(o,null)});if(V)return r("td",{children:String(o)});let s=C.value?.dashboards.find(
a=>a.name===e.opens)?.title,i=s?c("open_in",{value:String(o),dashboard:s}):c("filter_in");return r("td",{children:r("but\
ton",{type:"button",class:"link",title:i,onClick:()=>Oe(e,n,t),children:String(o)})})}function ir({panel:e,caption:t,rows:n}){
let[o,s]=k(null),i=pe(()=>xi(n,o),[n,o]),a=[...e.by,...e.over_time?[c("time")]:[],e.field?`${e.measure} ${e.field}`:e.measure],
l=a.length-1,u=Math.max(0,...n.map(d=>typeof d[l]=="number"?d[l]:0));return n.length?r("div",{class:"scroll",tabIndex:0,
role:"region","aria-label":t,children:r("table",{class:"data",children:[r("caption",{class:"unseen",children:t}),r("thea\
d",{children:r(Pi,{names:a,order:o,setOrder:s})}),r("tbody",{children:i.map(d=>r("tr",{children:[d.slice(0,l).map((f,h)=>r(
Ci,{panel:e,index:h,row:d},h)),r(Mi,{value:d[l],panel:e,most:u})]},d.slice(0,l).join("\0")))})]})}):r("p",{class:"nothin\
g",children:c("no_data")})}var Ei={start:"1970-01-01T00:00:00Z",end:"1970-01-01T00:00:01Z",step_seconds:1};function Ti(e){return m.value.align&&e.over_time&&
e.by.includes("job_id")}function $i(e,t,n){return n?[0,Math.max(1,...e.map(o=>o.time_end??0))]:[Date.parse(t.start),Date.
parse(t.end)]}function Ri(e){return[...e.by,...e.over_time?[c("time")]:[],Li(e)]}function Li(e){return e.field?`${e.measure}\
 ${e.field}`:e.measure}function Oi(e,t){if(!t.length)return`${e.title}. ${c("summary_none",{kind:e.show})}`;let n=hn(t),
o=c("summary_chart",{kind:e.show,series:n.length,points:t.length}),s=n.slice(0,5).map(i=>c("summary_series",{name:i.series||
e.title,value:q(i.value,e.unit)}));return`${e.title}. ${o} ${s.join(", ")}`}var Di=26;function Ai(e,t,n){return e.show===
"bar"&&!e.over_time||e.show==="heatmap"?Math.max(110,Math.min(460,new Set(t.map(s=>s[0])).size*Di+(e.show==="heatmap"?90:
34))):n}function _n({panel:e,found:t,usual:n}){let[o,s]=k(new Set),i=Ti(e),a=Ai(e,t.rows??[],n),l=X.value??Ei,u=t.step??
l.step_seconds,d=pn(()=>Bo(e,t.rows??[],u,i),[t.rows,i,u,Y.value,e]),f=pn(()=>o.size?d.filter(v=>!o.has(v.label)):d,[d,o]),
h=e.by.length&&!V?v=>Oe(e,[v.by0,v.by1],0):void 0;return d.length?r("div",{class:e.show==="donut"?"figure beside":"figur\
e",children:[r(tr,{panel:e,marks:f,span:$i(d,l,i),aligned:i,height:a,describe:Oi(e,d),onPick:h}),r(sr,{panel:e,marks:d,hidden:o,
setHidden:s})]}):r("p",{class:"nothing",style:{height:`${a}px`},children:c("no_data")})}function Ni({panel:e,found:t}){let n=t.
rows?.[0]?.at(-1),o=W(n),s=o?ne(n,Date.parse(R.value?.now??"")||Date.now()):q(n,e.unit),i=typeof n=="number"&&n>0&&/\b(ERROR|CRITICAL|oom)\b/.
test(e.query);return r("button",{type:"button",class:i?"metric bad":"metric",title:V?void 0:c("open_events"),disabled:V,
onClick:()=>w(an(e)),children:[r("span",{class:"metric-title",children:e.title}),r("span",{class:"metric-value",title:o?
U(n):typeof n=="number"?String(n):void 0,children:t.rows?s:" "})]})}function qi(e,t){return t.map(n=>n.map((o,s)=>s<e.by.
length&&o!==null?String(o):o))}function Fi({panel:e,rows:t,table:n,setTable:o,large:s,setLarge:i}){let a=e.spec!==null,l=(u,d,f)=>r(
"button",{type:"button",class:"item",onClick:()=>{d(),f()},children:u});return r(re,{class:"quiet",name:c("menu",{title:e.
title}),label:r($,{name:"dots"}),children:u=>r("div",{class:"menu",children:[a&&l(n?c("show_chart"):c("show_table"),()=>o(
!n),u),l(s?c("restore"):c("expand"),()=>i(!s),u),!V&&l(c("open_events"),()=>w(an(e)),u),e.show!=="events"&&l(c("download\
_csv"),()=>To(e.title,Ri(e),t),u),e.query&&r("code",{class:"menu-query",children:e.query})]})})}function ji({dashboard:e,
panel:t,found:n,table:o,large:s}){return t.show==="events"?r(Ot,{panel:`${e.name}.${t.index}`,of:t}):n.error&&!n.rows?r(
"p",{class:"error",role:"alert",children:n.error.message}):n.rows?o||t.show==="table"?r(ir,{panel:t,caption:c("data_of",
{title:t.title}),rows:qi(t,n.rows)}):r(_n,{panel:t,found:n,usual:s?420:200}):r("div",{class:"skeleton","aria-hidden":"tr\
ue"})}function ar({dashboard:e,panel:t}){let[n,o]=k(!1),[s,i]=k(!1),a=Le(e,t).value;if(t.show==="metric")return r("li",{
class:"cell metric-cell",children:r(Ni,{panel:t,found:a})});let l=s||t.show==="events",u=`panel-${t.index}`;return r("li",
{class:l?"cell wide":"cell",children:r("section",{class:`panel show-${t.show}`,"aria-labelledby":u,children:[r("header",
{children:[r("h2",{id:u,children:t.title}),a.error&&a.rows&&r("span",{class:"error",title:a.error.message,children:r($,{
name:"warn"})}),r(Fi,{panel:t,rows:a.rows??[],table:n,setTable:o,large:s,setLarge:i})]}),r(ji,{dashboard:e,panel:t,found:a,
table:n,large:s})]})})}function Ii(e){let t=[];for(let n of e){let o=n.show==="metric"?"metrics":n.show==="events"?"lists":"charts",s=t.at(-1);
s?.kind===o?s.panels.push(n):t.push({kind:o,panels:[n]})}return t}function Ui({of:e}){return r(x,{children:Ii(e.panels).
map(({kind:t,panels:n})=>r("ul",{class:`grid ${t}`,children:n.map(o=>r(ar,{dashboard:e,panel:o},o.index))},`${e.name} ${n[0]?.
index}`))})}function lr(){let e=te.value;if(!e)return r("p",{class:"nothing",children:c("unknown_dashboard")});let t=m.value.
picks.job_id??[];return r(x,{children:[r($t,{}),r(qo,{of:e,jobs:t}),r(Ui,{of:e},e.name)]})}function Hi(){let e=mn(m.value.columns),t=Object.keys(C.value?.fields??{}).filter(o=>o!=="@timestamp"&&o!=="level"),n=o=>{
let s=e.includes(o)?e.filter(i=>i!==o):[...e,o];w({columns:s.filter(i=>i!=="level")},{replace:!0})};return r(re,{label:c(
"columns"),class:"button chosen",children:()=>r("div",{class:"choices",children:[r("div",{class:"list",role:"group","ari\
a-label":c("columns"),children:t.map(o=>r("label",{class:"choice",title:C.value?.fields[o]?.description,children:[r("inp\
ut",{type:"checkbox",checked:e.includes(o),onChange:()=>n(o)}),r("span",{class:"name",children:o})]},o))}),r("button",{type:"\
button",class:"item",onClick:()=>w({columns:[]},{replace:!0}),children:c("columns_reset")})]})})}var Vi=96;function zi({
invalid:e}){let[t,n]=k({rows:null,error:null,ms:0,step:void 0}),o=C.value?.histograms?.[e?1:0];return oe(async s=>{let i=await ao(
B(m.peek()),e,s);X.value=i.range,n({rows:i.rows,error:null,ms:0,step:i.range.step_seconds})},[le.value,e]),!o||!t.rows?r(
"div",{class:"skeleton histogram","aria-hidden":"true"}):r("div",{class:"histogram",children:r(_n,{panel:o,found:t,usual:Vi})})}
var Bi=["service","parse_error","unparsed"];function ur(){let{columns:e,invalid:t}=m.value,n=e.length||!t?e:Bi,o=(s,i)=>r(
"button",{type:"button","aria-pressed":t===s,onClick:()=>w({invalid:s,columns:[]}),children:i});return r(x,{children:[r(
$t,{}),r("section",{class:"panel all-events","aria-label":c("events"),children:[r("header",{children:[r("div",{class:"sw\
itch",role:"group","aria-label":c("events"),children:[o(!1,c("parsed")),o(!0,`${c("invalid_lines")}${R.value?.invalid?` \
(${R.value.invalid})`:""}`)]}),r("span",{class:"space"}),r(Hi,{})]}),!M&&r(zi,{invalid:t}),r(Ot,{invalid:t,columns:n})]})]})}function Wi(){let[e,t]=k(null);return oe(async()=>t(await fo()),[R.value?.faults]),e}function Gi(e,t){return typeof t=="\
number"&&e.includes("bytes")?qe(t):typeof t=="number"&&e.endsWith("_gb")?`${Q(t,null)} GB`:typeof t=="number"&&/ratio|share|utili[sz]ation$/.
test(e)&&t<=1?Q(t,"ratio"):W(t)?U(t):K(t)}function Ki(e){return typeof e=="object"&&e!==null&&!Array.isArray(e)}function cr(e,t=""){
return Object.entries(e).flatMap(([n,o])=>Ki(o)?cr(o,`${t}${n}.`):o==null?[]:[[t+n,o]])}function vn({of:e}){return r("dl",
{class:"pairs",children:cr(e).map(([t,n])=>r("div",{children:[r("dt",{children:t}),r("dd",{children:Gi(t,n)})]},t))})}function Ji({
of:e}){let[t,n,o]=["memory_allocated_gb","memory_reserved_gb","memory_total_gb"].map(i=>e[i]);if(typeof t!="number"||typeof o!=
"number"||!o)return null;let s=i=>({width:`${Math.min(100,100*i/o)}%`});return r("div",{class:"memory",children:[r("span",
{children:[Q(t,null)," / ",Q(o,null)," GB (",Q(t/o,"ratio"),")"]}),r("div",{class:"bar","aria-hidden":"true",children:[typeof n==
"number"&&r("i",{class:"reserved",style:s(n)}),r("i",{style:s(t)})]})]})}function Yi({of:e}){let t=n=>{let o=n.timestamp;
return typeof o=="number"?G(o*1e3,{ms:!0}):W(o)?G(o,{ms:!0}):K(o??"")};return r("table",{class:"data",children:r("tbody",
{children:e.map((n,o)=>r("tr",{children:[r("td",{class:"time",children:t(n)}),r("td",{class:"level",children:r("span",{class:`\
pill level-${String(n.level??"info").toLowerCase()}`,children:String(n.level??"")})}),r("td",{class:"long",children:K(n.
message??n.category??"")})]},o))})})}function Zi({of:e}){return r("article",{class:"panel fault-detail","aria-label":e.type??
c("tags"),children:[r("header",{children:[r("h2",{children:e.type??e.fault??c("tags")}),r("span",{class:e.waiting?"badge\
 warn":"badge",children:e.waiting?c("not_sent"):c("delivered")})]}),r("p",{class:"message",children:e.message}),r(vn,{of:{
time:e.time,job_id:e.job_id,rank:e.rank,run:e.run,fault:e.fault,level:e.level,tries:e.tries||null,id:e.id}}),e.gpu&&r(x,
{children:[r("h3",{children:c("gpu")}),r(Ji,{of:e.gpu}),r(vn,{of:e.gpu})]}),e.stack&&r(x,{children:[r("h3",{children:c("\
stack")}),r("pre",{tabIndex:0,children:e.stack})]}),e.breadcrumbs.length>0&&r(x,{children:[r("h3",{children:c("breadcrum\
bs")}),r(Yi,{of:e.breadcrumbs})]}),Object.keys(e.contexts).length>0&&r(x,{children:[r("h3",{children:c("contexts")}),r(vn,
{of:e.contexts})]})]})}function fr(){let e=Wi(),[t,n]=k(null);if(!e)return r("div",{class:"skeleton","aria-hidden":"true"});
let o=e.faults.find(s=>s.id===t)??e.faults[0];return o?r("div",{class:"faults",children:[r("ul",{class:"fault-list","ari\
a-label":c("faults"),children:e.faults.map(s=>r("li",{children:r("button",{type:"button","aria-current":s===o,onClick:()=>n(
s.id),children:[r("b",{children:s.type??s.fault??c("tags")}),r("span",{children:s.message??""}),r("span",{class:"hint",children:[
G(s.time),s.job_id&&` · ${s.job_id}`,s.rank!==null&&` · ${c("rank")} ${s.rank}`,s.waiting&&` · ${c("waiting")}`]})]})},
s.id))}),r(Zi,{of:o}),r("p",{class:"hint",children:c("folder",{folder:e.folder})})]}):r("section",{class:"empty",children:[
r("p",{children:c("empty_faults")}),r("p",{class:"hint",children:c("folder",{folder:e.folder})})]})}var xe=P(!1);function Xi(e){return e instanceof HTMLElement&&(e.isContentEditable||/^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName))}
function dr(e){let t=[...document.querySelectorAll("[data-event]")],n=t.indexOf(document.activeElement),o=t[Math.max(0,Math.
min(t.length-1,n===-1?0:n+e))];o?.focus(),o?.scrollIntoView({block:"nearest"})}function Qi(e){let t=C.value?.dashboards??
[],n=t[e];if(n)return w({view:"dashboard",dashboard:n.name});let o=["events","faults","alerts"][e-t.length];o&&w({view:o})}
var ea={"/":()=>document.getElementById("query")?.focus(),"?":()=>xe.value=!0,j:()=>dr(1),k:()=>dr(-1),p:()=>z.value=!z.
value,t:()=>Ye({theme:Y.value==="dark"?"light":"dark"})};function pr(){addEventListener("keydown",e=>{if(e.ctrlKey||e.metaKey||
e.altKey||Xi(e.target)||!I.value.keys)return;let t=ea[e.key]??(/^[1-9]$/.test(e.key)?()=>Qi(Number(e.key)-1):null);t&&(e.
preventDefault(),t())})}var _r=[["all","all_time"],["now-15m","last_15m"],["now-1h","last_1h"],["now-6h","last_6h"],["now-24h","last_24h"],["now\
-7d","last_7d"],["now-30d","last_30d"]];function Dt(e,t){let n=_r.find(([s])=>s===e);if(n&&(t==="now"||e==="all"))return c(
n[1]);let o=s=>s==="now"?c("until_now"):Number.isNaN(Date.parse(s))?s:G(s);return`${o(e)} – ${o(t)}`}function mr(e){let t=new Date(
e??Date.now()),n=I.value.times==="utc"?0:t.getTimezoneOffset()*6e4;return new Date(t.getTime()-n).toISOString().slice(0,
19)}function hr(e){return new Date(I.value.times==="utc"?`${e}Z`:e).toISOString()}function ta({close:e}){let[t,n]=k(mr(X.
value?.start)),[o,s]=k(mr(X.value?.end)),i=!!(t&&o&&t<o);return r("form",{class:"custom",onSubmit:l=>{l.preventDefault(),
i&&(w({from:hr(t),to:hr(o)}),e())},children:[r("label",{children:[c("frame_from"),r("input",{type:"datetime-local",step:"\
1",value:t,onInput:l=>n(l.currentTarget.value)})]}),r("label",{children:[c("frame_to"),r("input",{type:"datetime-local",
step:"1",value:o,onInput:l=>s(l.currentTarget.value)})]}),r("button",{type:"submit",class:"button primary",disabled:!i,children:c(
"apply")})]})}function na(){let e=X.value;if(!e)return;let[t,n]=[Date.parse(e.start),Date.parse(e.end)],o=(n-t)/2,s=Math.
min(n+o,Math.max(n,Date.now()));w({from:new Date(t-o).toISOString(),to:new Date(s).toISOString()})}function vr(){let{from:e,
to:t}=m.value,n=Dt(e,t);return r("div",{class:"range",children:[r(re,{label:n,name:`${c("time_range")}: ${n}`,class:"but\
ton chosen",children:o=>r("div",{class:"ranges",children:[_r.map(([s,i])=>r("button",{type:"button",class:"item","aria-p\
ressed":s===e,onClick:()=>{w({from:s,to:"now"}),o()},children:c(i)},s)),r(ta,{close:o})]})}),e!=="all"&&r("button",{type:"\
button",class:"button",onClick:na,title:c("zoom_out"),"aria-label":c("zoom_out"),children:"−"})]})}function oa(e,t){let[n,o]=k(null);return A(()=>{let s=new AbortController,i=setTimeout(()=>{lo(e,t,B(m.peek()),s.signal).
then(o,()=>{})},t?120:0);return()=>{clearTimeout(i),s.abort()}},[e,t]),n}function ra({value:e,count:t,on:n,toggle:o}){return r(
"label",{class:"choice",children:[r("input",{type:"checkbox",checked:n,onChange:o}),r("span",{class:"name",title:e,children:e}),
t!==null&&r("span",{class:"count",children:ue(t)})]})}function sa({field:e}){let[t,n]=k(""),o=T(null),s=oa(e,t),i=m.value.
picks[e]??[],a=d=>{w(_t(e,i.includes(d)?i.filter(f=>f!==d):[...i,d]))},l=(s?.values??[]).filter(d=>d.value!==null).map(d=>({
value:String(d.value),count:d.count})),u=i.filter(d=>!t&&!l.some(f=>f.value===d)).map(d=>({value:d,count:null}));return r(
"div",{class:"choices",children:[r("input",{type:"search",class:"find",placeholder:c("find"),"aria-label":c("pick_title",
{field:e}),value:t,onInput:d=>n(d.currentTarget.value)}),r("div",{class:"list",ref:o,role:"group","aria-label":e,"aria-b\
usy":s===null,children:[[...u,...l].map(d=>r(ra,{...d,on:i.includes(d.value),toggle:()=>a(d.value)},d.value)),s&&!l.length&&
!u.length&&r("p",{class:"nothing",children:c("no_data")})]}),s?.more&&r("p",{class:"hint",children:c("more_values")}),i.
length>0&&r("button",{type:"button",class:"item",onClick:()=>w(_t(e,[])),children:c("clear")})]})}function ia(e,t){return t.
length?t.length===1?`${e}: ${t[0]}`:`${e}: ${t[0]} +${t.length-1}`:e}function gr({field:e}){let t=m.value.picks[e]??[];return r(
"span",{class:t.length?"picker on":"picker",children:[r(re,{label:ia(e,t),name:`${c("pick_title",{field:e})}${t.length?`\
: ${t.join(", ")}`:""}`,title:t.join(`
`)||void 0,class:"button chosen",children:()=>r(sa,{field:e})}),t.length>0&&r("button",{type:"button",class:"quiet","ari\
a-label":c("remove",{name:e}),title:c("remove",{name:e}),onClick:()=>w(_t(e,[])),children:r($,{name:"close"})})]})}var yr="logloom.queries",aa=20,la=50;function wr(){try{return JSON.parse(localStorage.getItem(yr)??"[]")}catch{return[]}}
function ua(e){if(e)try{localStorage.setItem(yr,JSON.stringify([e,...wr().filter(t=>t!==e)].slice(0,aa)))}catch{}}var br={
start:0,end:0,options:[]},et=P(null);function ca(e,t){let n=t?[]:wr().slice(0,5).map(o=>({text:o,kind:"recent",detail:c(
"recent_one")}));return{start:e.start,end:e.end,options:[...n,...e.options]}}function fa(e,t){return e!==null&&(e.at??0)<
t.trimEnd().length}function da(){let[e,t]=k(br),[n,o]=k(-1),s=T(null);return{now:e,active:n,setActive:o,look:async(l,u)=>{
s.current?.abort();let d=s.current=new AbortController;if(await new Promise(h=>setTimeout(h,la)),d.signal.aborted)return;
let f=await uo(l,u,d.signal).catch(()=>null);!f||d.signal.aborted||(et.value=fa(f.error,l)?f.error:null,t(ca(f,l)),o(-1))},
close:()=>{s.current?.abort(),t(br),o(-1)}}}function pa({text:e,of:t}){let n=t.at??0,o=Math.max(1,(t.end??n+1)-n);return r(
"div",{class:"fault",role:"alert",id:"query-fault",children:[t.at!==null&&r("pre",{"aria-hidden":"true",children:[r("spa\
n",{children:e.slice(0,n)}),r("mark",{children:"^".repeat(o)})]}),r("p",{children:[t.message,t.at!==null&&r("span",{class:"\
unseen",children:[" (",c("error_at",{at:n+1}),")"]})]})]})}function ma({offer:{options:e},active:t,take:n}){return A(()=>{
document.getElementById(`option-${t}`)?.scrollIntoView({block:"nearest"})},[t]),r("ul",{class:"options",id:"query-option\
s",role:"listbox","aria-label":c("query"),children:e.map((o,s)=>r("li",{id:`option-${s}`,role:"option","aria-selected":s===
t,onPointerDown:i=>{i.preventDefault(),n(s)},children:[r("i",{class:`kind kind-${o.kind}`,"aria-hidden":"true",children:o.
kind[0]}),r("span",{class:"option-text",children:o.text}),r("span",{class:"option-detail",children:o.detail})]},`${o.kind}\
 ${o.text}`))})}function kr(){let e=T(null),[t,n]=k(m.value.q),{now:o,active:s,setActive:i,look:a,close:l}=da();A(()=>{n(
m.value.q),et.value=null},[m.value.q]);let u=(_=t)=>{l(),ua(_.trim()),et.value=null,w({q:_.trim()})},d=(_,g)=>{n(_),a(_,
g)},f=_=>{let g=o.options[_];if(!g)return;if(g.kind==="recent")return n(g.text),u(g.text);let y=t.slice(0,o.start)+g.text+
t.slice(o.end),L=o.start+g.text.length;d(y,L),requestAnimationFrame(()=>e.current?.setSelectionRange(L,L))},h=_=>{let g=o.
options.length-1;if(_.key==="ArrowDown")return v(_,o.options.length?Math.min(s+1,g):-1);if(_.key==="ArrowUp"&&s>=0)return v(
_,s-1);if(_.key==="Enter")return p(_);if(_.key==="Tab"&&s>=0)return _.preventDefault(),f(s);_.key==="Escape"&&(_.stopPropagation(),
o.options.length?l():e.current?.blur())},v=(_,g)=>{_.preventDefault(),o.options.length?i(g):a(t,e.current?.selectionStart??
t.length)},p=_=>{_.preventDefault(),s>=0?f(s):u()},b=et.value??we.value,E=o.options.length>0;return r("form",{class:"que\
ry",role:"search",onSubmit:_=>{_.preventDefault(),u()},children:[r("div",{class:b?"box wrong":"box",children:[r($,{name:"\
search"}),r("input",{ref:e,id:"query",type:"text",role:"combobox",autoComplete:"off",autoCapitalize:"off",spellcheck:!1,
maxLength:4096,"aria-label":c("query_help"),"aria-expanded":E,"aria-controls":"query-options","aria-autocomplete":"list",
"aria-activedescendant":s>=0?`option-${s}`:void 0,"aria-invalid":b!==null,"aria-describedby":b?"query-fault":void 0,placeholder:c(
"query_placeholder"),value:t,onKeyDown:h,onBlur:l,onInput:_=>d(_.currentTarget.value,_.currentTarget.selectionStart??0),
onClick:_=>{a(t,_.currentTarget.selectionStart??0)}}),t&&r("button",{type:"button",class:"quiet","aria-label":c("query_c\
lear"),title:c("query_clear"),onClick:()=>{n(""),u("")},children:r($,{name:"close"})})]}),E&&r(ma,{offer:o,active:s,take:f}),
b&&!E&&r(pa,{text:et.value?t:m.value.q,of:b})]})}function ha(){let e=m.value,t=(C.value?.dashboards??[]).map(o=>({to:{view:"dashboard",dashboard:o.name},label:o.title,on:o===
te.value})),n=(o,s)=>({to:{view:o},label:c(o),on:e.view===o,badge:s});return[...t,n("events"),n("faults",R.value?.faults),
n("alerts",R.value?.firing)]}function _a({tab:e}){let t={...m.value,...e.to},n=s=>{s.ctrlKey||s.metaKey||s.shiftKey||(s.
preventDefault(),w(e.to),scrollTo({top:0}))},o=T(null);return A(()=>{e.on&&o.current?.scrollIntoView({block:"nearest",inline:"\
nearest"})},[e.on]),r("a",{ref:o,href:Je(t),"aria-current":e.on?"page":void 0,onClick:n,children:[e.label,!!e.badge&&r("\
span",{class:"count",children:e.badge})]})}function va(){let e=R.value;if(M)return r("span",{class:"status",children:c("\
report",{at:U(M.made_at)})});let t=$e.value==="lost"?"lost":z.value?"paused":"live",n=e?c("store",{events:ue(e.events),jobs:ue(
e.jobs),size:qe(e.store_bytes)}):"",o=e?.last?c("newest_event",{ago:ne(e.last,Date.parse(e.now))}):"";return r("div",{class:`\
status ${t}`,children:[r("span",{class:"store",title:o,children:n}),r("span",{role:"status",children:[r("i",{class:"dot",
"aria-hidden":"true"}),c(t)]}),r("button",{type:"button",class:"quiet","aria-pressed":z.value,"aria-label":z.value?c("re\
sume"):c("pause"),title:`${z.value?c("resume"):c("pause")} (p)`,onClick:()=>z.value=!z.value,children:r($,{name:z.value?
"play":"pause"})})]})}function gn({of:e,label:t,options:n}){return r("fieldset",{children:[r("legend",{children:c(t)}),r(
"div",{class:"switch",children:n.map(([o,s])=>r("button",{type:"button","aria-pressed":I.value[e]===o,onClick:()=>Ye({[e]:o}),
children:s},o))})]})}function ga(){return r(re,{class:"quiet",name:c("settings"),title:c("settings"),label:r($,{name:"ge\
ar"}),children:()=>r("div",{class:"settings",children:[r(gn,{of:"theme",label:"theme",options:[["auto",c("auto")],["ligh\
t",c("light")],["dark",c("dark")]]}),r(gn,{of:"language",label:"language",options:[["auto",c("auto")],["en","English"],[
"zh","中文"]]}),r(gn,{of:"times",label:"times",options:[["local",c("local_time")],["utc",c("utc")]]})]})})}function Sr(){
let e=C.value;return r("header",{class:"top",children:[r("a",{class:"skip",href:"#main",children:c("main")}),r("a",{class:"\
brand",href:location.pathname,onClick:t=>{t.preventDefault(),w({view:"dashboard",dashboard:""})},title:`logloom ${e?.logloom??
""} · ${e?.name??""} ${e?.version??""}`,children:[r("svg",{viewBox:"0 0 16 16",width:"18",height:"18","aria-hidden":"tr\
ue",children:[r("path",{d:"M2 4h12M2 8h12M2 12h8"}),r("path",{class:"warp",d:"M5 2v12M11 2v8"})]}),"logloom"]}),r("nav",
{"aria-label":c("dashboards"),children:ha().map(t=>r(_a,{tab:t},t.label))}),r(va,{}),r(ga,{}),r("button",{type:"button",
class:"quiet","aria-label":c("help"),title:`${c("help")} (?)`,onClick:()=>xe.value=!0,children:r($,{name:"help"})})]})}function ba(){
let[e,t]=k(!1),n=()=>{xt(location.href).then(()=>{t(!0),setTimeout(()=>t(!1),1500)})},o=e?c("copied"):c("copy_link");return r(
"button",{type:"button",class:"button link-button",onClick:n,title:o,"aria-label":o,children:e?"✓":r($,{name:"link"})})}
function ya(){let e=te.value,t=e?e.controls:[...new Set((C.value?.dashboards??[]).flatMap(o=>o.controls))].slice(0,4),n=Object.
keys(m.value.picks).filter(o=>!t.includes(o));return[...t,...n]}function xr(){let{view:e,q:t,picks:n}=m.value;if(M||e===
"faults"||e==="alerts")return null;let o=t!==""||Object.keys(n).length>0;return r("div",{class:gt.value?"filters-bar bus\
y":"filters-bar",children:[r("div",{class:"filters-row",children:[r(kr,{}),r(vr,{}),r(ba,{})]}),r("div",{class:"filters-\
row",role:"group","aria-label":c("filters"),children:[ya().map(s=>r(gr,{field:s},s)),o&&r("button",{type:"button",class:"\
link",onClick:()=>w({q:"",picks:{}}),children:c("clear_all")})]})]})}function wa(e,t){let[n,o]=k(!1);return A(()=>{if(!e){
o(!1);return}let s=setTimeout(()=>o(!0),t);return()=>clearTimeout(s)},[e]),n}function Pr(){let e=wa($e.value==="lost",2e3),
t=R.value?.problems??[],n=R.value?.behind_bytes??0;return r("div",{class:"problems","aria-live":"polite",children:[e&&r(
"p",{class:"error",children:[r($,{name:"warn"}),c("lost_how")]}),t.map(o=>r("p",{class:"error",children:[r($,{name:"warn"}),
o]},o)),n>1e6&&r("p",{class:"hint",children:c("behind",{size:qe(n)})})]})}var ka=[["/","help_query"],["1 – 9","help_ta\
bs"],["j  k","help_events"],["Enter","help_expand"],["p","help_pause"],["t","help_theme"],["?","help_help"],["Esc","help\
_close"]];function Mr(){let e=T(null);return A(()=>{xe.value?e.current?.showModal():e.current?.close()},[xe.value]),r("d\
ialog",{ref:e,class:"help","aria-labelledby":"help-title",onClose:()=>xe.value=!1,onClick:t=>t.target===e.current&&e.current?.
close(),children:[r("header",{children:[r("h2",{id:"help-title",children:c("about_shortcuts")}),r("button",{type:"button",
class:"quiet","aria-label":c("close"),onClick:()=>xe.value=!1,children:r($,{name:"close"})})]}),r("dl",{children:ka.map(
([t,n])=>r("div",{children:[r("dt",{children:r("kbd",{children:t})}),r("dd",{children:c(n)})]},t))}),r("p",{children:c("\
query_help")}),r("p",{children:c("drag_to_zoom")}),r("label",{class:"check",children:[r("input",{type:"checkbox",checked:I.
value.keys,onChange:()=>Ye({keys:!I.value.keys})}),c("keys_on")]})]})}function Sa(){let{view:e}=m.value;return e==="events"?r(ur,{}):e==="faults"?r(fr,{}):e==="alerts"?r(Ro,{}):r(lr,{})}function xa(){
let{q:e,picks:t,from:n,to:o}=m.value;if(!M)return null;let i=[...[e,...Object.entries(t).map(([a,l])=>`${a}: ${l.join(",\
 ")}`)],n==="all"?"":Dt(n,o)].filter(Boolean).join(" · ");return i?r("p",{children:r("code",{children:i})}):null}function Pa(){
let e=ht(`?${yt.value}`),t=[e.q,...Object.values(e.picks).flat()].filter(Boolean).join(", ")||c("all");return r("p",{class:"\
unseen",role:"status",children:yt.value&&c("updated",{asked:t,time:Dt(e.from,e.to)})})}function Ma(){let e=te.value,t=m.
value.view!=="dashboard";return r("div",{class:"title",children:[r("h1",{children:t?c(m.value.view):e?.title}),!t&&e?.description&&
r("p",{children:e.description}),r(xa,{})]})}function Ca(){return C.value?r(x,{children:[r(Sr,{}),r(xr,{}),r(Pr,{}),r("ma\
in",{id:"main",tabIndex:-1,children:[r(Ma,{}),r(Pa,{}),r(Sa,{})]}),r(Mr,{}),r(Zo,{})]}):r("div",{class:"skeleton"})}H(()=>{
let e=m.value.view,t=e==="dashboard"?te.value?.title:c(e);document.title=t?`${t} · logloom`:"logloom"});On(r(Ca,{}),document.
getElementById("page"));pr();Mo().catch(e=>{document.getElementById("page").textContent=String(e instanceof Error?e.message:
e)});})();
