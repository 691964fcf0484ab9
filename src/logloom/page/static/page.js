/* Made from web/ by `make page`. Licences of what it holds: licences.txt. */
"use strict";(()=>{var S,_n,$t,ue,Lt,it,vn,ot,gn,Dt,Rt,pr,Ne=Symbol.for("pv"),st={},at=[],mr=/^m(i|n|o|s|text|space)$/,Ot=Array.isArray,At=at.
slice,ve=Object.assign;function _e(e){e&&e.parentNode&&e.remove()}function bn(e,t,n){var o,i,s,l={},a=arguments.length;for(s in t)
s=="key"?o=t[s]:s=="ref"&&typeof e!="function"?i=t[s]:l[s]=t[s];return a>2&&(l.children=a>3?At.call(arguments,2):n),Ae(e,
l,o,i,null)}function Ae(e,t,n,o,i){var s={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:Ne,__v:i||
++_n,__i:-1,__u:0};return!i&&S.vnode&&S.vnode(s),s}function x(e){return e.children}function Se(e,t){this.props=e,this.context=t,this.__g=0}function ce(e,t){if(t==null)return e.
__&&ce(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||
e.props.__P?null:ce(e)}function hr(e){var t,n=e.__v,o=n.__e,i=[],s=[],l=e.__P;l&&((t=ve({constructor:Ne},n)).__v=n.__v+1,
S.vnode&&S.vnode(t),Nt(l,t,n,e.__n,l.namespaceURI,32&n.__u?[o]:null,i,o||ce(n),32&n.__u,s),t.__v=n.__v,t.__.__k[t.__i]=t,
Pn(i,t,s),n.__=n.__e=null,t.__e!=o&&yn(t))}function yn(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(
function(t){return t&&(e.__e=t.__e)}),yn(e)}function mn(e){(8&e.__g||(e.__g|=8,ue.push(e),it++))&&Lt==S.debounceRendering||
((Lt=S.debounceRendering)||queueMicrotask)(wn)}function wn(){try{for(var e,t=1;ue.length;)ue.length>t&&ue.sort(vn),e=ue.
shift(),t=ue.length,8&e.__g&&hr(e)}finally{(it=ue.length)&&(Lt||queueMicrotask)(wn)}}function kn(e,t,n,o,i,s,l,a,c,p,f){
var m,v,d,g,L,h,b=o.__k||at,k=t.length;for(c=_r(n,t,b,c,k),m=0;m<k;m++)(d=n.__k[m])!=null&&(v=~d.__i&&b[d.__i]||st,d.__i=
m,h=Nt(e,d,v,i,s,l,a,c,p,f),g=d.__e,(v.ref!=d.ref||8&v.__u)&&(v.ref&&qt(v.ref,null,d,v),d.ref&&f.push(d.ref,d.__c||g,d)),
L=L||g,4&d.__u?(c=Sn(d,c,e,!v.__v),v.__e&&(v.__e=null)):typeof d.type=="function"&&h!==void 0?c=h:g&&(c=g.nextSibling),d.
__u&=-21);return n.__e=L,c}function _r(e,t,n,o,i){var s,l,a,c,p,f,m,v,d,g=n.length,L=g,h=0,b=0,k=e.__k=Array(i);for(s=0;s<
i;s++)(l=t[s])!=null&&typeof l!="boolean"&&typeof l!="function"?(typeof l!="object"||l.constructor===String?l=k[s]=Ae(null,
l):Ot(l)?l=k[s]=Ae(x,{children:l}):l.constructor===Ne&&l.__b?l=k[s]=Ae(l.type,l.props,l.key,l.ref,l.__v):k[s]=l,c=s+h,l.
__=e,l.__b=e.__b+1,a=null,~(p=l.__i=vr(l,n,c,L))&&(L--,(a=n[p])&&(a.__u|=2)),a&&a.__v?(l.__u|=16,p==c-1?h--:p==c+1?h++:p!=
c&&(p>c?h--:h++,b=1)):(~p||(i>g?h--:i<g&&h++),typeof l.type!="function"&&(l.__u|=4))):k[s]=null;if(b){for(f=[],m=[],s=0;s<
i;s++)if((l=k[s])&&16&l.__u){for(h=0,v=f.length;h<v;)f[d=h+v>>1]<l.__i?h=d+1:v=d;f[h]=l.__i,m[s]=h+1}for(h=f.length;s--;)
m[s]&&(m[s]==h?h--:k[s].__u|=4)}if(L)for(s=0;s<g;s++)!(a=n[s])||2&a.__u||(a.__e==o&&(o=ce(a)),It(a,a));return o}function Sn(e,t,n,o){
var i,s,l,a;if(typeof e.type=="function"){if(e.props.__P)return t;if(i=e.__k)for(s=0;s<i.length;s++)i[s]&&(i[s].__=e,t=Sn(
i[s],t,n,!1));return t}for(t&&!t.parentNode&&(t=ce(e))&&!t.parentNode&&(t=null),l=e.__e,a=t;a&&a.nodeType==8;)a=a.nextSibling;
for(l!=a&&(!o&&n.moveBefore&&l.parentNode?n.moveBefore(l,t):n.insertBefore(l,t||null)),t=l;(t=t&&t.nextSibling)&&t.nodeType==
8&&!t.data.startsWith("$s"););return t}function vr(e,t,n,o){var i,s=e.key,l=e.type,a=t[n],c=a&&!(2&a.__u);if(a===null&&s==null||c&&s==a.key&&l==a.type)return n;
if(o>(c?1:0)){for(i=n-1;i>=0;i--)if((a=t[i])&&!(2&a.__u)&&s==a.key&&l==a.type)return i;for(i=n+1;i<t.length;i++)if((a=t[i])&&
!(2&a.__u)&&s==a.key&&l==a.type)return i}return-1}function hn(e,t,n){n==null&&(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}
function nt(e,t,n,o,i){var s,l;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.
cssText=o=""),o)for(t in o)n&&t in n||hn(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||hn(e.style,t,n[t])}else if(t[0]=="o"&&
t[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(l=Rt[t]||(Rt[t]=
gr(t)),(e.__a||(e.__a={}))[t]=Dt,s=t!=(t=t.replace(gn,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),n?e.addEventListener(
t,l,s):e.removeEventListener(t,l,s));else{if(i=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,
"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="c\
olSpan"&&t!="role"&&t!="popover"&&t in e)try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===
!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function gr(e){return function(t){var n=this.
__e;if(n){if(n=n[e],t[ot]==null)t[ot]=Dt++;else if(t[ot]<this.__a[e])return;return n(S.event?S.event(t):t)}}}function Nt(e,t,n,o,i,s,l,a,c,p){
var f,m,v,d,g,L,h,b,k,C,$,G,Oe,tt,me,pn,le,he,re=t.type;if(t.constructor!==Ne)return null;128&n.__u&&(c=32&n.__u,f=n.__c.
__z)&&(t.__u|=c,m=s=[],f.nodeType==8?a=rt(f,s):s.push(f),a=s[0]||a),(f=S.__b)&&f(t);e:if(typeof re=="function"){v=l.length;
try{if(b=t.props,k=(f=re.prototype)&&f.render,C=(f=re.contextType)&&o[f.__c],$=f?C?C.props.value:f.__:o,(d=n.__c)?(t.__c=
d,2&d.__g&&(d.__g|=1)):(k?t.__c=d=new re(b,$):(t.__c=d=new Se(b,$),d.constructor=re,d.render=yr),C&&C.sub(d),d.state||(d.
state={}),d.__n=o,d.__g|=8,d.__h=[],d.__k=[]),k&&(d.__s||(d.__s=d.state),re.getDerivedStateFromProps&&(d.__s==d.state&&(d.
__s=ve({},d.__s)),ve(d.__s,re.getDerivedStateFromProps(b,d.__s)))),g=d.props,L=d.state,d.__v=t,n.__c){if(b!==g&&k&&!re.getDerivedStateFromProps&&
d.componentWillReceiveProps&&d.componentWillReceiveProps(b,$),t.__v==n.__v&&!(8&d.__g)||!(4&d.__g)&&d.shouldComponentUpdate&&
d.shouldComponentUpdate(b,d.__s,$)===!1){t.__v!=n.__v&&(d.props=b,d.state=d.__s,d.__g&=-9),t.__e=n.__e,t.__k=n.__k,t.__k.
some(function(K){K&&(K.__=t)}),at.push.apply(d.__h,d.__k),d.__k=[],d.__h.length&&l.push(d),a=ce(n);break e}d.componentWillUpdate&&
d.componentWillUpdate(b,d.__s,$),k&&d.componentDidUpdate&&d.__h.push(function(){d.componentDidUpdate(g,L,h)})}else k&&!re.
getDerivedStateFromProps&&d.componentWillMount&&d.componentWillMount(),k&&d.componentDidMount&&d.__h.push(d.componentDidMount);
d.context=$,d.props=b,d.__P=e,d.__g&=-5,G=S.__r,Oe=k?25:0;do d.__g&=-9,G&&G(t),f=d.render(d.props,d.state=d.__s,d.context);while(8&
d.__g&&++Oe<25);k&&(at.push.apply(d.__h,d.__k),d.__k=[]),d.state=d.__s,d.getChildContext&&(o=ve({},o,d.getChildContext())),
k&&n.__c&&d.getSnapshotBeforeUpdate&&(h=d.getSnapshotBeforeUpdate(g,L)),tt=f&&f.type===x&&f.key==null?f.props.children:f,
b.__P&&(f=a,i=(e=b.__P).namespaceURI,c=s=null,n.props&&n.props.__P!=e&&(n.__k.some(function(K){K&&It(K,K)}),n.__k=null),
a=n.__k?ce(n,0):null),a=kn(e,Ot(tt)?tt:[tt],t,n,o,i,s,l,a,c,p),b.__P&&(t.__e=null,a=f),t.__u&=-161,m&&m.some(_e),d.__h.length&&
l.push(d),1&d.__g&&(d.__g&=-4)}catch(K){if(l.length=v,t.__v=null,c||s)if(K&&K.then){if(t.__u|=128|c,s){for(~(le=s.indexOf(
a||void 0))||(le=s.length);(he=s[le-1])&&he.nodeType==8;)le--;for(;le<s.length;le++)if(he=s[le])if(s[le]=null,me){if(he==
pn)break}else{if(he.nodeType!=8)break;he.data.startsWith("$s")&&(pn=rt(me=he))}}if(!me){for(;a&&a.nodeType==8&&a.nextSibling;)
a=a.nextSibling;me=a}(f=rt(me=t.__c.__z||(t.__c.__z=me)))?(t.__e=me,a=f):t.__e=a,a=a&&a.nextSibling}else s&&s.some(_e);else
t.__e=n.__e;t.__k||(t.__k=n.__k||[]),K&&K.then||xn(t),S.__e(K,t,n)}}else a=t.__e=br(n.__e,t,n,o,i,s,l,c,p,e);return(f=S.
diffed)&&f(t),a}function rt(e,t){if(e&&e.nodeType==8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==
8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(e)}}function xn(e){e&&(e.__c&&
(e.__c.__g|=4),e.__k&&e.__k.some(xn))}function Pn(e,t,n){for(var o=0;o<n.length;)qt(n[o++],n[o++],n[o++]);S.__c&&S.__c(t,
e),e.some(function(i){try{e=i.__h,i.__h=[],e.some(function(s){s.call(i)})}catch(s){S.__e(s,i.__v)}})}function br(e,t,n,o,i,s,l,a,c,p){
var f,m,v,d,g,L,h,b,k=n.props||st,C=t.props,$=t.type;if($=="svg"?i="http://www.w3.org/2000/svg":$=="math"?i="http://www.\
w3.org/1998/Math/MathML":i||(i="http://www.w3.org/1999/xhtml"),s){for(f=0;f<s.length;f++)if((g=s[f])&&($?g.localName==$:
g.nodeType==3)){e=g,s[f]=null;break}}if(!e){if(b=p.ownerDocument||document,!$)return b.createTextNode(C);e=b.createElementNS(
i,$,C.is?C:p),a&&(S.__m&&S.__m(t,s),a=!1),s=null}if($){if(p=$=="template"&&e.content||e,s=$=="textarea"&&C.defaultValue!=
null?null:s&&At.call(p.childNodes),!a&&s)for(k={},f=0;f<e.attributes.length;f++)k[(g=e.attributes[f]).name]=g.value;for(f in k)
g=k[f],f=="dangerouslySetInnerHTML"?v=g:f=="children"||f in C||f=="value"&&"defaultValue"in C||f=="checked"&&"defaultChe\
cked"in C||nt(e,f,null,g,i);for(f in C)g=C[f],f=="children"?d=g:f=="dangerouslySetInnerHTML"?m=g:f=="value"?L=g:f=="chec\
ked"?h=g:a&&typeof g!="function"||k[f]===g||nt(e,f,g,k[f],i);m?(a||v&&(m.__html==v.__html||m.__html==e.innerHTML)||(e.innerHTML=
m.__html),t.__k=[]):(v&&(e.textContent=""),($=="foreignObject"||i=="http://www.w3.org/1998/Math/MathML"&&mr.test($))&&(i=
"http://www.w3.org/1999/xhtml"),kn(p,Ot(d)?d:[d],t,n,o,i,s,l,s?s[0]:n.__k&&ce(n,0),a,c),s&&s.some(_e)),a&&$!="textarea"||
(f="value",$=="progress"&&L==null?e.removeAttribute(f):L==null||L===e[f]&&($!="progress"||L)||nt(e,f,L,k[f],i),f="checke\
d",h!=null&&h!=e[f]&&nt(e,f,h,k[f],i))}else k===C||a&&e.data==C||(e.data=C);return e}function qt(e,t,n,o){try{typeof e==
"function"?t?t.__x=e(t)||1:o&&(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(i){
S.__e(i,n)}}function It(e,t,n){var o,i,s,l;if(S.unmount&&S.unmount(e),!(o=e.ref)||o.current&&o.current!=e.__e||qt(o,null,
t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(a){S.__e(a,t)}o.__P=o.__n=null}if(o=e.__k)for(l=
0;l<o.length;l++)o[l]&&It(o[l],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(i=rt(o,s=[]))&&(o==
e.__e&&s.some(_e),_e(i),_e(o)),n||_e(e.__e),e.__e=e.__c=e.__=null}function yr(e,t,n){return this.constructor(e,n)}function Cn(e,t){
var n,o,i,s;S.__&&S.__(e,t),t.nodeType==9&&(t=t.documentElement),o=(n=e&&32&e.__u)?null:t.__k,t.__k=Ae(x,{children:[e]}),
i=[],s=[],Nt(t,t.__k,o||st,st,t.namespaceURI,o?null:t.firstChild?At.call(t.childNodes):null,i,o?o.__e:t.firstChild,n,s),
Pn(i,t.__k,s),t.__k.props.children=null}S={__e:function(e,t,n,o){for(var i,s,l;t=t.__;)if((i=t.__c)&&!(1&i.__g)){i.__g|=4;try{if((l=(s=i.constructor)&&s.getDerivedStateFromError)&&
i.setState(s.getDerivedStateFromError(e)),i.componentDidCatch&&(i.componentDidCatch(e,o||{}),l=1),l&&8&i.__g)return void(i.
__g|=2)}catch(a){e=a}}throw it=0,e}},_n=0,$t=function(e){return e!=null&&e.constructor===Ne},Se.prototype.setState=function(e,t){
var n=this.__s;n&&n!=this.state||(n=this.__s=ve({},this.state)),typeof e=="function"&&(e=e(ve({},n),this.props)),e&&(ve(
n,e),this.__v&&(t&&this.__k.push(t),mn(this)))},Se.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.
push(e),mn(this))},Se.prototype.render=x,ue=[],it=0,vn=function(e,t){return e.__v.__b-t.__v.__b},ot=Symbol(),gn=/(PointerCapture)$|Capture$/i,
Dt=0,Rt={},pr=0;var Ie,I,Ft,Mn,jt=Object.is,lt=0,Nn=[],Ut=[],A=S,En=A.__b,Tn=A.__r,Ln=A.diffed,Rn=A.__c,$n=A.unmount,Dn=A.__;function Vt(e,t){
A.__h&&A.__h(I,e,lt||t),lt=0;var n=I.__H||(I.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function w(e){
return lt=1,wr(In,e)}function wr(e,t,n){var o=Vt(Ie++,2);if(o.t=e,!o.__c&&(o.__=[n?n(t):In(void 0,t),function(s){var l=(o.
__N||o.__)[0],a=o.t(l,s);jt(l,a)||(o.__N=[a,o.__[1]],o.__c.setState({}))}],o.__c=I,!I.__f)){I.__f=!0;var i=I.shouldComponentUpdate;
I.shouldComponentUpdate=function(s,l,a){var c=this.__H;if(!c)return!0;var p=!1,f=this.props!=s;if(c.__.some(function(v){
v.__N&&(p=!0,jt(v.__[0],v.__N[0])||(f=!0))}),i){var m=i.call(this,s,l,a);return p?m||f:m}return!p||f}}return o.__}function R(e,t){
var n=Vt(Ie++,3);!A.__s&&qn(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,I.__H.__h.push(n))}function M(e){return lt=5,fe(function(){return{current:e}},[])}function fe(e,t){var n=Vt(Ie++,7);return qn(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function kr(){var e;do{for(;e=Ut.shift();)try{qe(e)}catch(n){A.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=Nn.shift();){var t=e.
__H;if(e.__P&&t)try{t.__h.some(qe),t.__h.some(Ht),t.__h=[]}catch(n){t.__h=[],A.__e(n,e.__v)}}}while(Ut.length)}A.__b=function(e){
I=null,En&&En(e)},A.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),Dn&&Dn(e,t)},A.__r=function(e){Tn&&Tn(e),Ie=
0;var t=(I=e.__c).__H;t&&(Ft==I?I.__h=[]:(t.__h.some(qe),t.__h.some(Ht),Ie=0),t.__h=[],t.__.some(function(n){n.__N&&(n.__=
n.__N),n.u=n.__N=void 0})),Ft=I},A.diffed=function(e){Ln&&Ln(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&An(Nn.push(t)),
t.__H.__.some(function(n){n.u&&(n.__H=n.u)})),Ft=I=null},A.__c=function(e,t){t.some(function(n){try{n.__h.some(qe),n.__h=
n.__h.filter(function(o){return!o.__||Ht(o)})}catch(o){n.__h=[function(){throw o}]}}),Rn&&Rn(e,t)},A.unmount=function(e){
$n&&$n(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(i){try{if(i.__P&&i.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||
!n.__c.__P);)n=n.__;n=n&&n.__c}i.__P=n,An(Ut.push(i))}else qe(i)}catch(s){t=s}}),o.__H=void 0,t&&A.__e(t,o.__v))};var On=typeof requestAnimationFrame==
"function";function Sr(e){var t,n=function(){clearTimeout(o),On&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);
On&&(t=requestAnimationFrame(n))}function An(e){e!=1&&Mn==A.requestAnimationFrame||((Mn=A.requestAnimationFrame)||Sr)(kr)}
function qe(e){var t=I,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),I=t}function Ht(e){var t=I;e.__c=e.__(),I=t}function qn(e,t){
return!e||e.length!=t.length||t.some(function(n,o){return!jt(n,e[o])})}function In(e,t){return typeof t=="function"?t(e):
t}var xr=Symbol.for("preact-signals");function dt(){if(ie>1)ie--;else{var e,t=!1;for((function(){var i=ct;for(ct=void 0;i!==
void 0;){var s=i.S;if(s.v===i.v)for(var l=s.t;l!==void 0;l=l.x)l.i===i.i&&(l.i=s.i);i=i.o}})();je!==void 0;){var n=je;for(je=
void 0,ut++;n!==void 0;){var o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&jn(n))try{n.c()}catch(i){t||(e=i,t=!0)}n=o}}if(ut=0,ie--,
t)throw e}}function xe(e){if(ie>0)return e();zt=++Pr,ie++;try{return e()}finally{dt()}}var Fe,D=void 0;function Ue(e){var t=D,
n=Fe;D=void 0,Fe=void 0;try{return e()}finally{D=t,Fe=n}}var je=void 0,ie=0,ut=0,Pr=0,zt=0,ct=void 0,ft=0;function Fn(e){
if(D!==void 0){var t=e.n;if(t===void 0||t.t!==D)return t={i:0,S:e,p:D.s,n:void 0,t:D,e:void 0,x:void 0,r:t},D.s!==void 0&&
(D.s.n=t),D.s=t,e.n=t,32&D.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=D.
s,t.n=void 0,D.s.n=t,D.s=t),t}}function F(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,
this.Z=t?.unwatched,this.name=t?.name}F.prototype.brand=xr;F.prototype.h=function(){return!0};F.prototype.S=function(e){
var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:Ue(function(){var o;(o=t.W)==null||o.call(t)}))};
F.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,o=e.x;n!==void 0&&(n.x=o,e.e=void 0),o!==void 0&&(o.e=
n,e.x=void 0),e===this.t&&(this.t=o,o===void 0&&Ue(function(){var i;(i=t.Z)==null||i.call(t)}))}};F.prototype.subscribe=
function(e){var t=this;return H(function(){var n=t.value;Ue(function(){return e(n)})},{name:"sub"})};F.prototype.valueOf=
function(){return this.value};F.prototype.toString=function(){return this.value+""};F.prototype.toJSON=function(){return this.
value};F.prototype.peek=function(){var e=this;return Ue(function(){return e.value})};Object.defineProperty(F.prototype,"\
value",{get:function(){var e=Fn(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(ut>100)throw new Error(
"Cycle detected");(function(n){ie!==0&&ut===0&&n.l!==zt&&(n.l=zt,ct={S:n,v:n.v,i:n.i,o:ct})})(this),this.v=e,this.i++,ft++,
ie++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{dt()}}}});function P(e,t){return new F(e,t)}function jn(e){for(var t=e.
s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function Un(e){for(var t=e.s;t!==void 0;t=t.n){
var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function Hn(e){for(var t=e.s,n=void 0;t!==
void 0;){var o=t.p;t.i===-1?(t.S.U(t),o!==void 0&&(o.n=t.n),t.n!==void 0&&(t.n.p=o)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),
t=o}e.s=n}function ge(e,t){F.call(this,void 0,t),this.x=e,this.s=void 0,this.g=ft-1,this.f=4}ge.prototype=new F;ge.prototype.
h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===ft))return!0;if(this.g=ft,this.f|=
1,this.i>0&&!jn(this))return this.f&=-2,!0;var e=D;try{Un(this),D=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&
(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return D=e,Hn(this),this.f&=-2,!0};ge.prototype.S=
function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}F.prototype.S.call(this,e)};ge.prototype.
U=function(e){if(this.t!==void 0&&(F.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=
t.n)t.S.U(t)}};ge.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(
ge.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=Fn(this);if(this.h(),e!==void 0&&
(e.i=this.i),16&this.f)throw this.v;return this.v}});function ee(e,t){return new ge(e,t)}function Vn(e){var t=e.j;if(e.j=
void 0,typeof t=="function"){ie++;var n=D;D=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,Bt(e),o}finally{D=n,dt()}}}function Bt(e){
for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,Vn(e)}function Cr(e){if(D!==this)throw new Error("Out-of-o\
rder effect");Hn(this),D=e,this.f&=-2;try{8&this.f&&Bt(this)}finally{dt()}}function Pe(e,t){this.x=e,this.j=void 0,this.
s=void 0,this.u=void 0,this.f=32,this.name=t?.name,Fe&&Fe.push(this)}Pe.prototype.c=function(){var e=this.S();try{if(8&this.
f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};Pe.prototype.S=function(){if(1&this.
f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,Vn(this),Un(this),ie++;var e=D;return D=this,Cr.bind(this,e)};Pe.
prototype.N=function(){2&this.f||(this.f|=2,this.u=je,je=this)};Pe.prototype.d=function(){this.f|=8,1&this.f||Bt(this)};
Pe.prototype.dispose=function(){this.d()};function H(e,t){var n=new Pe(e,t);try{n.c()}catch(i){throw n.d(),i}var o=n.d.bind(
n);return o[Symbol.dispose]=o,o}var Wt,Ve,pt,Mr=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__,zn=[],Bn=[];H(function(){Wt=this.N})();function Ce(e,t){
S[e]=t.bind(null,S[e]||function(){})}function He(e){if(pt){var t=pt;pt=void 0,t()}pt=e&&e.S()}function Wn(e){var t=this,
n=e.data,o=Tr(n);o.name="ReactiveDom",o.value=n;var i=fe(function(){for(var a=t,c=t.__v;c=c.__;)if(c.__c){c.__c.__$f|=4;
break}var p=ee(function(){var d=o.value.value;return d===0?0:d===!0?"":d||""}),f=ee(function(){return!Array.isArray(p.value)&&
!$t(p.value)}),m=H(function(){if(this.N=Gn,f.value){var d=p.value;a.__v&&a.__v.__e&&a.__v.__e.nodeType===3&&(a.__v.__e.data=
d)}}),v=t.__$u.d;return t.__$u.d=function(){m(),v.call(this)},[f,p]},[]),s=i[0],l=i[1];return s.value?l.peek():l.value}Wn.
displayName="ReactiveTextNode";Object.defineProperties(F.prototype,{constructor:{configurable:!0,value:bn(x,null).constructor},
type:{configurable:!0,value:Wn},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},
__b:{configurable:!0,value:1}});Ce("__b",function(e,t){if(He(),Ve=void 0,typeof t.type=="string"){var n,o=t.props;for(var i in o)
if(i!=="children"){var s=o[i];s instanceof F&&(n||(t.__np=n={}),n[i]=s,o[i]=s.peek())}}e(t)});Ce("__r",function(e,t){if(e(
t),t.type!==x){He();var n,o=t.__c;o&&(o.__$f&=-2,(n=o.__$u)===void 0&&(o.__$u=n=(function(i,s){var l;return H(function(){
l=this},{name:s}),l.c=i,l})((function(i){return function(){var s;Mr&&((s=this.y)==null||s.call(this)),i.__$f|=1,i.setState(
{})}})(o),typeof t.type=="function"?t.type.displayName||t.type.name:""))),Ve=o,He(n)}});Ce("__e",function(e,t,n,o){He(),
Ve=void 0,e(t,n,o)});Ce("diffed",function(e,t){He(),Ve=void 0;var n;if(typeof t.type=="string"&&(n=t.__e)){var o=t.__np,
i=t.props,s=n.U;if(s)for(var l in s){var a=s[l];a===void 0||o&&l in o||(a.d(),s[l]=void 0)}if(o){s||(s={},n.U=s);for(var c in o){
var p=s[c],f=o[c];p===void 0?(p=Er(n,c,f,i),s[c]=p):p.o(f,i)}}}e(t)});function Er(e,t,n,o){var i=t in e&&e.ownerSVGElement===
void 0,s=P(n);return{o:function(l,a){s.value=l,o=a},d:H(function(){this.N=Gn;var l=s.value.value;o[t]!==l&&(o[t]=l,i?e[t]=
l:l!=null&&(l!==!1||t[4]==="-")?e.setAttribute(t,l):e.removeAttribute(t))})}}Ce("unmount",function(e,t){if(typeof t.type==
"string"){var n=t.__e;if(n){var o=n.U;if(o){n.U=void 0;for(var i in o){var s=o[i];s&&s.d()}}}var l=t.__np;if(l){var a=t.
props;for(var c in l)a[c]=l[c]}t.__np=void 0}else{var p=t.__c;if(p){p.__$f|=8;var f=p.__$u;f&&(p.__$u=void 0,f.d())}}e(t)});
Ce("__h",function(e,t,n,o){o<3&&(t.__$f|=2),e(t,n,o)});Se.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;
var n=this.__$u,o=n&&n.s!==void 0;for(var i in t)return!0;if(this.__f||typeof this.u=="boolean"&&this.u===!0){var s=2&this.
__$f;if(!(o||s||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(var l in e)if(l!==
"__source"&&e[l]!==this.props[l])return!0;for(var a in this.props)if(!(a in e))return!0;return!1};function Tr(e,t){return fe(
function(){return P(e,t)},[])}var Lr=typeof requestAnimationFrame>"u"?setTimeout:function(e){var t=function(){clearTimeout(n),cancelAnimationFrame(o),
e()},n=setTimeout(t,35),o=requestAnimationFrame(t)},Rr=function(e){queueMicrotask(function(){queueMicrotask(e)})};function $r(){
xe(function(){for(var e;e=zn.shift();)Wt.call(e)})}function Dr(){zn.push(this)===1&&(S.requestAnimationFrame||Lr)($r)}function Or(){
xe(function(){for(var e;e=Bn.shift();)Wt.call(e)})}function Gn(){Bn.push(this)===1&&(S.requestAnimationFrame||Rr)(Or)}function mt(e,t){
var n=M(e);n.current=e;var o=Ve;R(function(){return H(function(){if(this.N=Dr,!(o&&8&o.__$f))return n.current()},t)},[])}var de=class extends Error{constructor(n){super(n.message);this.problem=n}problem};function Ar(){let e=document.getElementById(
"logloom-report")?.textContent;return e?JSON.parse(e):null}var N=Ar(),ze=null;function Kn(e,t){if(N)return;let n=Jn(e,t);
ze={path:n,response:fetch(n)},ze.response.catch(()=>{})}function Jn(e,t){return`api/panels?dashboard=${encodeURIComponent(
e)}&${t}`}function Nr(e,t){if(ze?.path!==e)return fetch(e,{signal:t??null});let{response:n}=ze;return ze=null,n}async function Yn(e,t){
let n=await Nr(e,t);if(n.ok)return n;let o=await n.json().catch(()=>null);throw new de(o?.error??{message:`${n.status} ${n.
statusText}`,at:null,end:null})}async function Me(e,t){return(await Yn(e,t)).json()}async function*qr(e){let t=e.body.pipeThrough(
new TextDecoderStream).getReader(),n="";for(let o=await t.read();!o.done;o=await t.read()){let i=(n+o.value).split(`
`);n=i.pop()??"",yield*i}n&&(yield n)}function Zn(){return N?Promise.resolve(N.schema):Me("api/schema")}async function*Xn(e,t,n){
if(N){yield*N.panels[e||(N.schema.dashboards[0]?.name??"")]??[];return}let o=await Yn(Jn(e,t),n);for await(let i of qr(o))
i&&(yield JSON.parse(i))}function Be(e,t,n){if(N){let i=t.panel??(t.invalid?"invalid":"");return Promise.resolve(N.events[i]??
{total:0,events:[],next:null})}let o=new URLSearchParams(e);return t.panel&&o.set("panel",t.panel),t.invalid&&o.set("inv\
alid","1"),t.before&&o.set("before",t.before),o.set("limit",String(t.limit??100)),Me(`api/events?${o}`,n)}function Qn(e,t,n,o){
let i=new URLSearchParams(n);return i.set("field",e),i.set("prefix",t),Me(`api/values?${i}`,o)}function eo(e,t,n){return Me(
`api/complete?${new URLSearchParams({text:e,at:String(t)})}`,n)}function to(){return N?Promise.resolve(N.alerts):Me("api\
/alerts")}function no(){return N?Promise.resolve(N.faults):Me("api/faults")}function oo(e,t){if(N)return e(N.state),()=>{};
let n=new EventSource("api/live");return n.addEventListener("state",o=>e(JSON.parse(o.data))),n.onopen=()=>t("open"),n.onerror=
()=>t("lost"),()=>n.close()}function ro(e){return"range"in e}var Ir=["events","faults","alerts"],Fr=new Set(["dashboard","from","to","q","align","view","columns","invalid","token"]),
Ee={view:"dashboard",dashboard:"",from:"all",to:"now",q:"",align:!1,picks:{},columns:[],invalid:!1};function io(e){let t=new URLSearchParams(
e),n=t.get("view")??"",o={};for(let[i,s]of t)Fr.has(i)||(o[i]??=[]).push(s);return{view:Ir.includes(n)?n:"dashboard",dashboard:t.
get("dashboard")??"",from:t.get("from")??Ee.from,to:t.get("to")??Ee.to,q:t.get("q")??"",align:t.get("align")==="start",picks:o,
columns:t.get("columns")?.split(",").filter(Boolean)??[],invalid:t.get("invalid")==="1"}}function J(e){let t=new URLSearchParams;
t.set("from",e.from),e.from!=="all"&&t.set("to",e.to),e.q&&t.set("q",e.q),e.align&&t.set("align","start");for(let[n,o]of Object.
entries(e.picks))for(let i of o)t.append(n,i);return t}function We(e){let t=J(e);e.from===Ee.from&&t.delete("from"),e.to===
Ee.to&&t.delete("to"),e.view!=="dashboard"?t.set("view",e.view):e.dashboard&&t.set("dashboard",e.dashboard),e.view==="ev\
ents"&&e.columns.length&&t.set("columns",e.columns.join(",")),e.view==="events"&&e.invalid&&t.set("invalid","1");let n=t.
toString();return n?`?${n}`:location.pathname}var _=P(io(location.search));function y(e,{replace:t=!1}={}){let n={..._.value,
...e};We(n)!==We(_.value)&&(history[t?"replaceState":"pushState"](null,"",We(n)),_.value=n)}function ht(e,t){let n={..._.
value.picks,[e]:t};return t.length||delete n[e],{picks:n}}addEventListener("popstate",()=>{_.value=io(location.search)});var so={Overview:"总览","Is anything wrong, and where? Begin here; a click on a job opens it.":"哪里出了问题？从这里开始，点击任务可打开它。",
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
"Unparsed lines":"无法解析的行","What the doctor found":"doctor 的发现"};var ao={about_shortcuts:"Keyboard shortcuts",ago:"{time} ago",alerts:"Alerts",alerts_checked:"Checked {ago}",alerts_none:"\
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
imes",unknown_dashboard:"This schema has no such dashboard.",until_now:"now",utc:"UTC",value:"Value",violations:"Breaks \
the schema",waiting:"Waiting",zoom_out:"Zoom out"};var lo={about_shortcuts:"键盘快捷键",ago:"{time}前",alerts:"告警",alerts_checked:"{ago}检查",alerts_none:"此 sc\
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
time_range:"时间范围",times:"时区",unknown_dashboard:"此 schema 没有这个仪表板。",until_now:"现在",utc:"\
UTC",value:"值",violations:"违反 schema",waiting:"等待发送",zoom_out:"缩小"};var co="logloom",uo={theme:"auto",language:"auto",times:"local",keys:!0};function jr(){try{return{...uo,...JSON.parse(localStorage.
getItem(co)??"{}")}}catch{return uo}}var j=P(jr());function Ge(e){j.value={...j.value,...e};try{localStorage.setItem(co,
JSON.stringify(j.value))}catch{}}var fo=matchMedia("(prefers-color-scheme: dark)"),Z=P("light");function po(){let e=j.value.
theme;Z.value=e==="auto"?fo.matches?"dark":"light":e}fo.addEventListener("change",po);H(po);H(()=>{document.documentElement.
dataset.theme=Z.value});var Ur={en:ao,zh:lo},X=ee(()=>{let e=j.value.language;return e!=="auto"?e:navigator.language.toLowerCase().startsWith("z\
h")?"zh":"en"});H(()=>{document.documentElement.lang=X.value==="zh"?"zh-CN":"en"});function u(e,t={}){return Ur[X.value][e].
replace(/\{(\w+)\}/g,(n,o)=>String(t[o]??n))}function _t(e){return X.value==="zh"?so[e]??e:e}function Gt(e){return e[X.value]??
e.en??Object.values(e)[0]??""}function Hr(e){let t=e.dashboards.map(n=>({...n,title:_t(n.title),description:_t(n.description),panels:n.panels.map(o=>({
...o,title:_t(o.title)}))}));return{...e,dashboards:t}}var Jt=P(null),E=ee(()=>Jt.value?Hr(Jt.value):null),O=P(null),Je=P(
"open"),V=P(!1),se=P(null),be=P(null),vt=P(!1),Y=P(0),te=ee(()=>{let e=E.value?.dashboards??[],{view:t,dashboard:n}=_.value;
return t!=="dashboard"?null:n?e.find(o=>o.name===n)??null:e[0]??null}),Ye=ee(()=>J(_.value).toString()),Vr={rows:null,error:null,
ms:0},Yt=new Map;function Ze(e,t){let n=`${e.name}.${t.index}`,o=Yt.get(n);return o||Yt.set(n,o=P(Vr)),o}function mo(e,t){
let n=e.peek();n.error===t.error&&JSON.stringify(n.rows)===JSON.stringify(t.rows)||(e.value=t)}function zr(e,t){if(ro(t)){
se.value=t.range;return}let n=e.panels[t.panel];if(!n)return;let o=Ze(e,n);"error"in t?mo(o,{...o.peek(),error:t.error}):
mo(o,{rows:t.rows,error:null,ms:t.ms})}var Br=500,Ke=null,Zt=!1,Kt;async function Wr(e,t){for await(let n of Xn(_.peek().
dashboard,J(_.peek()),t.signal)){if(t.signal.aborted)return;xe(()=>zr(e,n))}be.value=null}function Gr(e){e instanceof de?
be.value=e.problem:console.error(e)}async function Xt(){Ke?.abort();let e=te.peek();if(!e)return;let t=Ke=new AbortController,
n=performance.now();vt.value=!0,await Wr(e,t).catch(o=>t.signal.aborted||Gr(o)),Ke===t&&(Ke=null,vt.value=!1,Zt&&bt(Math.
max(Br,2*(performance.now()-n))))}function bt(e){Zt=Ke!==null,!(Zt||Kt!==void 0)&&(Kt=setTimeout(()=>{Kt=void 0,Y.value++,
Xt()},e))}function ho(){let{from:e,to:t}=_.peek();return e==="all"||t==="now"||Date.parse(t)>Date.now()}function Kr(){Y.
value++,Xt()}function Jr(e){let t=O.peek();O.value=e,t!==null&&t.version!==e.version&&!V.peek()&&!document.hidden&&ho()&&
bt(0)}var gt=null;function _o(){gt?.(),gt=oo(Jr,e=>{let t=Je.peek()==="lost";Je.value=e,t&&e==="open"&&Kr()})}function Yr(){
document.addEventListener("visibilitychange",()=>{if(document.hidden){gt?.(),gt=null;return}_o(),!V.peek()&&ho()&&bt(0)})}
async function vo(){_.peek().view==="dashboard"&&Kn(_.peek().dashboard,J(_.peek())),Jt.value=await Zn(),_o(),Yr();let e=null;
H(()=>{let t=te.value;Ye.value,t!==e&&Yt.clear(),e=t,Xt()}),H(()=>{!V.value&&O.peek()&&bt(0)})}function yt(e){return typeof e=="number"||typeof e=="boolean"?String(e):`"${String(e).replace(/(["\\])/g,"\\$1")}"`}function go(e,t){
let n=e.q.trim();return n?{...e,q:/\bor\b/i.test(n)?`(${n}) and ${t}`:`${n} and ${t}`}:{...e,q:t}}function Qt(e,t,n,o=_.
value){return n?{...o,picks:{...o.picks,[e]:[String(t)]}}:go(o,`${e}: ${yt(t)}`)}function bo(e,t){return go(_.value,`not\
 ${e}: ${yt(t)}`)}function en(e,t){return(E.value?.dashboards??[]).some(o=>(!t||o.name===t)&&o.controls.includes(e))}function Te(e,t,n){
let o=e.opens&&n>0?[0,n]:[n],i=_.value;for(let s of o){let l=t[s],a=e.by[s];!a||l===null||l===void 0||(i=Qt(a,l,en(a,e.opens??
void 0),i))}y(e.opens?{...i,view:"dashboard",dashboard:e.opens}:i),e.opens&&scrollTo({top:0})}function tn(e){let{q:t}=_.
value;return{view:"events",q:t&&e.query?`(${t}) and (${e.query})`:t||e.query,columns:e.columns,invalid:e.stream==="inval\
id"}}async function wt(e){try{await navigator.clipboard.writeText(e)}catch{Zr(e)}}function Zr(e){let t=document.createElement(
"textarea");t.value=e,document.body.append(t),t.select(),document.execCommand("copy"),t.remove()}function Xr(e){let t=e==
null?"":String(e),n=typeof e=="string"&&/^[=+\-@\t\r]/.test(t)?`'${t}`:t;return/[",\n]/.test(n)?`"${n.replaceAll('"','""')}\
"`:n}function yo(e,t,n){let o=[t,...n].map(s=>s.map(Xr).join(",")).join(`
`),i=document.createElement("a");i.href=URL.createObjectURL(new Blob([`${o}
`],{type:"text/csv"})),i.download=`${e.toLowerCase().replace(/[^\p{L}\p{N}]+/gu,"-")}.csv`,i.click(),URL.revokeObjectURL(
i.href)}var ye=1e3,Le=60*ye,Re=60*Le,St=24*Re,$e=new Map;function nn(e){let t=`${X.value} ${JSON.stringify(e)}`;return $e.has(t)||
$e.set(t,new Intl.NumberFormat(X.value,e)),$e.get(t)}function kt(e){let t=j.value.times==="utc"?{...e,timeZone:"UTC"}:e,
n=`at ${X.value} ${JSON.stringify(t)}`;return $e.has(n)||$e.set(n,new Intl.DateTimeFormat(X.value==="zh"?"zh-CN":"en-GB",
t)),$e.get(n)}function ae(e){return nn({maximumFractionDigits:0}).format(e)}function we(e){if(Number.isInteger(e)&&Math.
abs(e)<1e15)return ae(e);let t=Math.abs(e);return t!==0&&(t<.001||t>=1e9)?e.toExponential(2).replace("e+","e"):nn({maximumSignificantDigits:t>=
1e3?6:4}).format(e)}function xt(e){let t=Math.abs(e);if(t<ye)return`${we(Number(e.toPrecision(3)))} ms`;if(t<Le)return`${we(
Number((e/ye).toPrecision(3)))} s`;let n=(i,s,l)=>`${Math.floor(t/i)}${l[0]} ${String(Math.floor(t%i/s)).padStart(2,"0")}${l[1]}`,
o=t<Re?n(Le,ye,["m","s"]):t<St?n(Re,Le,["h","m"]):n(St,Re,["d","h"]);return e<0?`−${o}`:o}function De(e){let t=["B","K\
iB","MiB","GiB","TiB"],n=0,o=e;for(;Math.abs(o)>=1024&&n<t.length-1;n++)o/=1024;return`${we(Number(o.toPrecision(3)))} ${t[n]}`}
var wo={ratio:e=>nn({style:"percent",maximumFractionDigits:1}).format(e),ms:xt,s:e=>xt(e*ye),bytes:De,celsius:e=>`${we(e)}\
 °C`,watt:e=>`${we(e)} W`,per_second:e=>`${we(e)}/s`};function Q(e,t){return(t&&wo[t]?wo[t]:we)(e)}var Qr=/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
function z(e){return typeof e=="string"&&Qr.test(e)}function q(e,t){return e==null?"–":typeof e=="number"?Q(e,t):z(e)?
`${B(e)}`:String(e)}function B(e,{ms:t=!1}={}){let n=new Date(e),o={hour:"2-digit",minute:"2-digit",second:"2-digit",hourCycle:"\
h23"};t&&Object.assign(o,{fractionalSecondDigits:3});let i=kt({year:"numeric",month:"short",day:"numeric"}),s=kt(o).format(
n);if(i.format(n)===i.format(new Date))return s;let l=n.getFullYear()===new Date().getFullYear();return`${kt({month:"sho\
rt",day:"numeric",...l?{}:{year:"numeric"}}).format(n)} ${s}`}function U(e){return kt({dateStyle:"medium",timeStyle:"lon\
g"}).format(new Date(e))}function ne(e,t){let n=Math.max(0,t-Date.parse(e));return n<2*ye?u("just_now"):u("ago",{time:ei(
n)})}function ei(e){let t=n=>({count:Math.floor(e/n)});return e<Le?u("seconds",t(ye)):e<Re?u("minutes",t(Le)):e<2*St?u("\
hours",t(Re)):u("days",t(St))}var ti=Symbol.for("pv"),ni=0;function r(e,t,n,o,i,s){t||(t={});var l,a,c=t;if("ref"in c&&typeof e!="function")for(a in c={},t)a=="ref"?l=t[a]:c[a]=t[a];
var p={type:e,props:c,key:n,ref:l,__k:null,__:null,__b:0,__e:null,__c:null,constructor:ti,__v:--ni,__i:-1,__u:0};return(i||
s)&&(p.__source=i,p.__self=s),S.vnode&&S.vnode(p),p}function oi(){let[e,t]=w(null);return R(()=>{to().then(t,()=>{})},[Y.value,O.value?.firing]),e}function on(){return Date.
parse(O.value?.now??"")||Date.now()}function ri(e){let t=Object.entries(e).filter(([,n])=>n!==null).map(([n,o])=>`${n}: ${yt(
o)}`).join(" and ");y({..._.value,view:"events",q:t,picks:{},from:"all",to:"now"})}function ii({of:e}){let t=Object.keys(
e.key).length>0;return r("li",{class:"firing",children:[r("p",{children:Gt(e.message)}),r("p",{class:"hint",children:[r(
"time",{dateTime:e.at,title:U(e.at),children:ne(e.at,on())}),e.value!==null&&r(x,{children:[" · ",q(e.value,null),e.reference!==
null&&r(x,{children:[" / ",q(e.reference,null)]})]}),t&&r("button",{type:"button",class:"link",onClick:()=>ri(e.key),children:u(
"open_events")})]})]})}function si({of:e}){let t=e.firing.length>0;return r("li",{class:t?"alert panel on":"alert panel",
children:[r("header",{children:[r("i",{class:"state","aria-hidden":"true"}),r("h2",{children:Gt(e.title)||e.name}),r("sp\
an",{class:t?"badge bad":"badge",children:t?`${e.firing.length} ${u("firing")}`:u("quiet")})]}),r("p",{class:"rule",children:e.
rule}),t&&r("ul",{children:e.firing.map((n,o)=>r(ii,{of:n},o))}),r("p",{class:"hint",children:[e.notify.length?u("notify",
{routes:e.notify.join(", ")}):u("notify_none")," · ",e.last?r("time",{dateTime:e.last,title:U(e.last),children:u("last_\
fired",{ago:ne(e.last,on())})}):u("never_fired")]})]})}function ko(){let e=oi();if(!e)return r("div",{class:"skeleton","\
aria-hidden":"true"});if(!e.alerts.length)return r("p",{class:"nothing",children:u("alerts_none")});let t=[...e.alerts].
sort((n,o)=>o.firing.length-n.firing.length);return r(x,{children:[e.checked_at&&r("p",{class:"hint",children:u("alerts_\
checked",{ago:ne(e.checked_at,on())})}),r("ul",{class:"alerts",children:t.map(n=>r(si,{of:n},n.name))})]})}var Pt=["#0f6cbd","#d9730d","#0a8f6a","#b4478f","#6b52c8","#2b9ed4","#a57c00","#8a5440"],ai=["#5aa9ef","#f2994a","#3cc79\
c","#e58ac5","#ac96f5","#8bd0f5","#e0c04c","#c99a86"],li={light:{DEBUG:"#7a8491",INFO:"#2f7fd0",WARN:"#c98500",ERROR:"#d\
1362f",CRITICAL:"#8e24aa"},dark:{DEBUG:"#8c97a4",INFO:"#5aa9ef",WARN:"#f0b429",ERROR:"#f2635c",CRITICAL:"#cf8bea"}};function ui(e){
let t=2166136261;for(let n=0;n<e.length;n++)t=Math.imul(t^e.charCodeAt(n),16777619);return t>>>0}var So=new Map,ci=2e3;function fi(e,t){
let n=So.get(e);(!n||n.size>ci)&&So.set(e,n=new Map);let o=n.get(t);if(o!==void 0)return o;let i=/^\d+$/.test(t)?Number(
t):ui(t),s=new Array(Pt.length).fill(0);for(let c of n.values())s[c]++;let l=Math.min(...s),a=i%Pt.length;for(;s[a]>l;)a=
(a+1)%Pt.length;return n.set(t,a),a}function Xe(e,t){let n=Z.value==="dark"?ai:Pt;return e===void 0?n[0]:(e==="level"?li[Z.
value][String(t)]:void 0)??n[fi(e,String(t))]}var di={chevron:"M5 6.5 8 9.5l3-3",close:"M4.5 4.5l7 7M11.5 4.5l-7 7",copy:"M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",dots:"M3\
.5 8h.01M8 8h.01M12.5 8h.01",gear:"M2.5 4.5h6M12 4.5h1.5M2.5 11.5H4M7.5 11.5h6M10.25 2.75v3.5M5.75 9.75v3.5",help:"M5.8 \
6a2.2 2.2 0 1 1 3.4 1.8c-.8.5-1.2.9-1.2 1.8M8 12.2h.01",link:"M6.8 9.2a2.4 2.4 0 0 0 3.4 0l2.3-2.3a2.4 2.4 0 0 0-3.4-3.4\
l-.9.9M9.2 6.8a2.4 2.4 0 0 0-3.4 0L3.5 9.1a2.4 2.4 0 0 0 3.4 3.4l.9-.9",minus:"M4 8h8",moon:"M13 9.5A5.5 5.5 0 0 1 6.5 3\
 5.5 5.5 0 1 0 13 9.5z",open:"M6 3.5H3.5v9h9V10M9 3.5h3.5V7M12.5 3.5 7.5 8.5",pause:"M5.5 4v8M10.5 4v8",play:"M5 3.5v9l7\
-4.5z",plus:"M4 8h8M8 4v8",search:"M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3l3.2 3.2",sun:"M8 11a3 3 0 1 0 \
0-6 3 3 0 0 0 0 6zM8 1.5V3M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1",warn:"M8 2.5\
 14 13H2zM8 6.5v3M8 11.4h.01"};function T({name:e}){return r("svg",{class:"icon",viewBox:"0 0 16 16",width:"16",height:"\
16","aria-hidden":"true",focusable:"false",children:r("path",{d:di[e]})})}function W(e){return typeof e=="object"&&e!==null?JSON.stringify(e):String(e)}function pi(e){let t=e.violations??[];return new Map(
t.map(n=>[n.slice(0,n.lastIndexOf(": ")),n.slice(n.lastIndexOf(": ")+2)]))}var mi=new Set(["_id","extra","violations","s\
tack_trace","unparsed"]);function hi(e){let t=Object.keys(E.value?.fields??{}),n=Object.keys(e).filter(o=>!mi.has(o));return[
...t.filter(o=>n.includes(o)),...n.filter(o=>!t.includes(o))]}function _i({field:e,value:t}){let n=Array.isArray(t)?t[0]:
t,o=`${e} ${W(n)}`;return r("span",{class:"filters",children:[r("button",{type:"button",class:"quiet",title:u("filter_in"),
"aria-label":`${u("filter_in")}: ${o}`,onClick:()=>y(Qt(e,n,en(e))),children:r(T,{name:"plus"})}),r("button",{type:"butt\
on",class:"quiet",title:u("exclude"),"aria-label":`${u("exclude")}: ${o}`,onClick:()=>y(bo(e,n)),children:r(T,{name:"min\
us"})})]})}function vi({name:e,event:t,controls:n}){let o=t[e],i=E.value?.fields[e],s=n&&i&&i.type!=="text";return r("di\
v",{class:"field",children:[r("dt",{title:i?.description,children:e}),r("dd",{children:[r("span",{class:"value",children:z(
o)?r("span",{title:o,children:U(o)}):r(gi,{value:o,unit:i?.unit??null})}),s&&r(_i,{field:e,value:o})]})]})}function gi({
value:e,unit:t}){return typeof e!="number"||!t?r(x,{children:W(e)}):r(x,{children:[q(e,t)," ",r("span",{class:"raw",children:String(
e)})]})}function bi({event:e}){let t=pi(e),n=e.extra??{};return t.size?r("div",{class:"broken",children:[r("h3",{children:[
r(T,{name:"warn"}),u("violations")]}),r("ul",{children:[...t].map(([o,i])=>r("li",{children:[r("b",{children:o})," ",i,o in
n&&r("code",{children:W(n[o])})]},o))})]}):null}function rn({title:e,content:t}){return r("div",{class:"block",children:[
r("h3",{children:e}),r("pre",{tabIndex:0,children:t})]})}var xo=6e4;function yi(e){let t=Date.parse(String(e["@timestamp"])),
n=e.job_id;y({..._.value,view:"events",q:"",picks:n?{...Ee.picks,job_id:[String(n)]}:{},from:new Date(t-xo).toISOString(),
to:new Date(t+xo).toISOString()})}function wi({event:e,controls:t}){let[n,o]=w(!1);return r("div",{class:"actions",children:[
r("button",{type:"button",class:"button",onClick:()=>{wt(JSON.stringify(e,null,2)).then(()=>o(!0))},children:[r(T,{name:"\
copy"}),n?u("copied"):u("copy_json")]}),t&&r("button",{type:"button",class:"button",onClick:()=>yi(e),children:u("around")}),
r("code",{class:"id",children:String(e._id??"")})]})}function Po({event:e,controls:t}){let n=e.extra;return r("div",{class:"\
event-detail",children:[r(wi,{event:e,controls:t}),r(bi,{event:e}),r("dl",{class:"fields",children:hi(e).map(o=>r(vi,{name:o,
event:e,controls:t},o))}),typeof e.stack_trace=="string"&&r(rn,{title:"stack_trace",content:e.stack_trace}),typeof e.unparsed==
"string"&&r(rn,{title:"unparsed",content:e.unparsed}),n&&Object.keys(n).length>0&&r(rn,{title:u("extra"),content:JSON.stringify(
n,null,2)})]})}function Co(e){return e.panels.filter(t=>t.by[0]==="job_id"&&!t.over_time&&t.show!=="events")}function ki(e,t,n){let o=Ze(
e,t).value.rows??[],i=t.measure==="count"||t.measure==="sum",s=l=>{let a=o.filter(c=>String(c[0])===l).map(c=>c.at(-1));
return i?a.reduce((c,p)=>c+Number(p??0),0):a[0]};return{name:t.title,unit:t.unit,values:n.map(s)}}function Si(e,t){let n=e.
panels.find(a=>a.show==="events"&&a.columns.includes("job_id")),[o,i]=w([]);R(()=>{if(!n||t.length<2)return;let a=new AbortController,
c={panel:`${e.name}.${n.index}`,limit:500};return Be(J(_.peek()),c,a.signal).then(p=>i(p.events),()=>{}),()=>a.abort()},
[Ye.value,Y.value,n]);let s=(n?.columns??[]).filter(a=>!["job_id","event","@timestamp","message"].includes(a)),l=(a,c)=>{
let p=o.find(f=>f.job_id===a&&f[c]!==void 0)?.[c];return p===void 0||typeof p!="object"?p:W(p)};return s.map(a=>({name:a,
unit:E.value?.fields[a]?.unit??null,values:t.map(c=>l(c,a))}))}function Mo(e){return new Set(e.values.map(t=>t??null)).size>
1}function xi(e,t){let[n,o]=[e.values[0],e.values[t]];if(t===0||typeof n!="number"||typeof o!="number"||!n||n===o)return"";
let i=o/n-1;return`${i>0?"+":"−"}${Q(Math.abs(i),"ratio")}`}function Pi({line:e}){return r("tr",{class:Mo(e)?"differs":
void 0,children:[r("th",{scope:"row",children:e.name}),e.values.map((t,n)=>r("td",{class:"number",title:t==null?void 0:String(
t),children:[q(t,e.unit)," ",r("span",{class:"change",children:xi(e,n)})]},n))]})}function Eo(){let{align:e}=_.value,t=(n,o)=>r(
"button",{type:"button","aria-pressed":e===n,onClick:()=>y({align:n}),children:o});return r("div",{class:"switch",role:"\
group","aria-label":u("axis"),children:[t(!1,u("at_clock")),t(!0,u("at_start"))]})}function Ci({of:e,jobs:t}){let[n,o]=w(
!1),i=Si(e,t),l=[...Co(e).map(c=>ki(e,c,t)),...i].filter(c=>c.values.some(p=>p!=null)),a=n?l.filter(Mo):l;return r("sect\
ion",{class:"panel side","aria-labelledby":"side-by-side",children:[r("header",{children:[r("h2",{id:"side-by-side",children:u(
"compare")}),r("label",{class:"check",children:[r("input",{type:"checkbox",checked:n,onChange:()=>o(!n)}),u("differences")]}),
r(Eo,{})]}),r("div",{class:"scroll",role:"region","aria-labelledby":"side-by-side",tabIndex:0,children:r("table",{class:"\
data",children:[r("thead",{children:r("tr",{children:[r("td",{}),t.map(c=>r("th",{scope:"col",class:"number",children:[r(
"i",{class:"swatch",style:{background:Xe("job_id",c)}}),c]},c))]})}),r("tbody",{children:a.map(c=>r(Pi,{line:c},c.name))})]})})]})}
var Mi=8;function To({of:e,jobs:t}){let n=e.panels.some(i=>i.aligned);return Co(e).filter(i=>i.show==="bar").length>1?t.
length<2?r("p",{class:"hint",children:u("compare_hint")}):r(Ci,{of:e,jobs:t.slice(0,Mi)}):n&&t.length>1?r("div",{class:"\
axis-bar",children:r(Eo,{})}):null}var Ei=["logloom run -- python train.py","logloom view path/to/logs"];function Ti(){return r("section",{class:"empty",children:[
r("h2",{children:u("empty_store")}),r("p",{children:u("empty_store_how")}),r("ul",{children:Ei.map(e=>r("li",{children:r(
"code",{children:e})},e))})]})}function Ct(){let e=O.value,t=se.value;return e?!e.events&&!e.invalid?r(Ti,{}):!t||!e.first||
!e.last||_.value.from==="all"||!(Date.parse(e.last)<Date.parse(t.start)||Date.parse(e.first)>=Date.parse(t.end))?null:r(
"section",{class:"empty",children:[r("p",{children:u("empty_range",{first:B(e.first),last:B(e.last)})}),r("button",{type:"\
button",class:"button primary",onClick:()=>y({from:"all",to:"now"}),children:u("all_time")})]}):null}var Li={light:{text:"#57606a",line:"#d8dde3",grid:"#eceff2",ramp:["#e8f1fb","#0f4c8a"],card:"#ffffff"},dark:{text:"#9aa5\
b1",line:"#333b45",grid:"#232a32",ramp:["#1d2c3d","#7cc0ff"],card:"#161b22"}},Ri={dateTime:"%x %X",date:"%Y-%m-%d",time:"\
%H:%M:%S",periods:["上午","下午"],days:["周日","周一","周二","周三","周四","周五","周六"],shortDays:["\
周日","周一","周二","周三","周四","周五","周六"],months:["1月","2月","3月","4月","5月","6月","7月",
"8月","9月","10月","11月","12月"],shortMonths:["1月","2月","3月","4月","5月","6月","7月","8月","9月","10月",
"11月","12月"]},$i="system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans SC', 'WenQuanYi Micro Hei', sans-serif";function Di(e){
let t=Li[e.theme],n={domainColor:t.line,gridColor:t.grid,tickColor:t.line,labelColor:t.text,titleColor:t.text,labelFontSize:11,
titleFontSize:11,titleFontWeight:400,labelLimit:150,labelPadding:4,tickSize:4};return{background:"transparent",font:$i,padding:0,
view:{stroke:null},mark:{color:Xe(void 0,null)},axis:n,axisX:{grid:!1,labelFlush:!0,labelOverlap:!0},axisY:{domain:!1,ticks:!1},
axisBand:{grid:!1,domain:!1,ticks:!1},line:{strokeWidth:1.75,strokeJoin:"round"},area:{fillOpacity:.35,line:{strokeWidth:1.5}},
bar:{stroke:null},arc:{stroke:t.card,strokeWidth:1},range:{heatmap:t.ramp,ramp:t.ramp},legend:{labelColor:t.text,titleColor:t.
text,labelFontSize:11,titleFontSize:11,gradientThickness:8},...e.language==="zh"?{locale:{time:Ri}}:{}}}var Oi={milliseconds:"\
.%L",seconds:"%H:%M:%S",minutes:"%H:%M",hours:"%H:%M",date:"%b %d",week:"%b %d",month:"%b %Y",quarter:"%b %Y",year:"%Y"};
function Ai(e,t){let n={...e.axis,title:null};delete n.tickCount;let o={...e.scale,nice:!1};return t.aligned?{...e,scale:o,
axis:n}:{...e,scale:{...o,type:t.utc?"utc":"time"},axis:{...n,format:Oi}}}function Lo(e){return typeof e=="string"?e:String(
e?.type??"")}function Ni(e){let t=e.color?.field;return t===void 0||t==="value"?e:{...e,color:{field:"colour",type:"nomi\
nal",scale:null,legend:null},detail:{field:t,type:"nominal"}}}function Ro(e,t){let n=e.encoding;if(!n)return e;let{tooltip:o,
...i}=Ni(n),s=i.x;return(s?.type==="temporal"||t.aligned)&&(i.x=Ai(s??{},t)),{...e,encoding:i}}var qi={filled:!0,size:{expr:"\
dot"},opacity:{expr:"dot > 0 ? 1 : 0"}};function Ii(e){return"select"in e}function $o(e){let{params:t,...n}=e,o=(t??[]).
filter(i=>!Ii(i));return o.length?{...n,params:o}:n}function Fi(e){return e.filter(n=>Lo(n.mark)!=="point").map($o).map(
n=>Lo(n.mark)==="line"?{...n,mark:{...n.mark,point:qi}}:n)}function Do(e,t){let n=(t.aligned?e.aligned:e.spec)??{},{layer:o,
...i}=$o(structuredClone(n)),s=Ro(i,t);return Array.isArray(o)&&(s.layer=Fi(o).map(l=>Ro(l,t))),{...s,width:300,height:200,
autosize:{type:"fit",contains:"padding"},params:[...s.params??[],{name:"dot",value:0}],config:Di(t)}}function ji(e){if(e.
by.length<2)return 0;let t=JSON.stringify(e.spec?.encoding?.color??"");return t.includes("by1")?1:t.includes("by0")?0:"a\
ll"}function Ui(e){return typeof e=="number"?e:Date.parse(String(e))}function Oo(e,t,n,o){let i=e.by.length,s=ji(e),l=s===
"all"?e.by.join(" "):e.by[s],a=o?n:n*1e3,c=[];for(let p of t){let f=p[p.length-1];if(f===null&&e.show!=="heatmap")continue;
let m=p.slice(0,i).map(String),v=m.join(" · "),d=(s==="all"?v:m[s])??e.title,g=e.over_time?Ui(p[i]):void 0,L=g===void 0?
{}:{time:g,time_end:g+a};c.push({by0:m[0],by1:m[1],value:f,series:v,label:d,colour:Xe(l,d),...L})}return c}var Qe=P(null),sn=P(null);function an(e){let t=e.view();if(!t||!e.panel.over_time)return null;try{let n=t.scale("x"),[o,
i]=e.span;return{at:n,left:t.origin()[0],width:n(i)-n(o)}}catch{return null}}function Ao(e,t){let n=an(e);return!n||t<n.
left-8||t>n.left+n.width+8?null:Number(n.at.invert(t-n.left))}function Hi(e,t,n){let o=null;for(let{time:i,time_end:s}of e)
if(i!==void 0){if(n&&t>=i&&t<(s??i))return i;(o===null||Math.abs(i-t)<Math.abs(o-t))&&(o=i)}return o}var Vi=12;function qo(e,t){
return[...t].sort((n,o)=>(o.value??0)-(n.value??0)).slice(0,Vi).map(n=>({colour:n.colour,label:n.series||e.panel.title,value:q(
n.value,e.panel.unit)}))}function zi(e,t,n){let o=Hi(e.marks,n,e.panel.show==="bar");if(o===null)return null;let i=e.aligned?
`+${xt(o*1e3)}`:U(o),s=e.marks.filter(l=>l.time===o);return Qe.value={x:t.clientX,y:t.clientY,title:i,lines:qo(e,s)},o}function No(e,t,n){
let o=e.view();if(!o)return null;let[i,s]=o.origin(),l=o._handler.pick(o.scenegraph().root,t,n,t-i,n-s);return l?.datum&&
"series"in l.datum?l.datum:null}function Mt(e){let t=e.currentTarget.getBoundingClientRect();return{x:e.clientX-t.left,y:e.
clientY-t.top}}function Io({plot:e}){let t=M(null),n=M(null),o=M(null);mt(()=>{let c=sn.value,p=c===null?null:an(e);t.current&&
(t.current.hidden=!p,p&&(t.current.style.transform=`translateX(${p.left+p.at(c)}px)`))});let i=()=>{Qe.value=null,sn.value=
null},s=c=>{let{x:p,y:f}=Mt(c);if(o.current!==null)return Bi(n.current,o.current,p);if(e.panel.over_time&&e.panel.show!==
"heatmap"){let v=Ao(e,p),d=v===null?null:zi(e,c,v);d===null?i():sn.value=d;return}let m=No(e,p,f);c.currentTarget.classList.
toggle("picks",!!(m&&e.onPick)),Qe.value=m?{x:c.clientX,y:c.clientY,title:m.series,lines:qo(e,[m])}:null},l=c=>{c.button!==
0||c.pointerType==="touch"||e.aligned||Ao(e,Mt(c).x)!==null&&(o.current=Mt(c).x,c.currentTarget.setPointerCapture(c.pointerId))},
a=c=>{let p=o.current;o.current=null,n.current&&(n.current.hidden=!0);let{x:f,y:m}=Mt(c);if(p!==null&&Math.abs(f-p)>6)return Wi(
e,p,f);let v=e.panel.over_time?null:No(e,f,m);v&&e.onPick?.(v)};return r("div",{class:e.panel.over_time?"overlay timed":
"overlay",onPointerMove:s,onPointerLeave:i,onPointerDown:l,onPointerUp:a,children:[r("div",{class:"cursor",ref:t,hidden:!0}),
r("div",{class:"brush",ref:n,hidden:!0})]})}function Bi(e,t,n){e&&(e.hidden=!1,e.style.left=`${Math.min(t,n)}px`,e.style.
width=`${Math.abs(n-t)}px`,Qe.value=null)}function Wi(e,t,n){let o=an(e);if(!o)return;let i=[t,n].map(a=>Math.min(Math.max(
a-o.left,0),o.width)).sort((a,c)=>a-c),[s,l]=i.map(a=>new Date(Math.round(Number(o.at.invert(a)))));y({from:s.toISOString(),
to:l.toISOString()})}var Et=12;function Fo(){let e=Qe.value;if(!e)return null;let n=e.x>innerWidth-280?{right:`${innerWidth-
e.x+Et}px`}:{left:`${e.x+Et}px`},i=e.y<innerHeight-260?{top:`${e.y+Et}px`}:{bottom:`${innerHeight-e.y+Et}px`};return r("\
div",{class:"tip","aria-hidden":"true",style:{...n,...i},children:[r("div",{class:"tip-title",children:e.title}),e.lines.
map(s=>r("div",{class:"tip-line",children:[r("i",{class:"swatch",style:{background:s.colour}}),r("span",{children:s.label}),
r("b",{children:s.value})]},s.label))]})}var Uo=P(null);function Ho(){Uo.value=globalThis.logloomCharts??null}addEventListener("logloom-charts",Ho);Ho();function Gi(e,t,n,o){
let{spec:i}=e.compile(Do(t,n)),s=e.parse(i,void 0,{ast:!0}),l=new e.View(s,{renderer:"canvas",container:o,expr:e.expressionInterpreter,
hover:!1,tooltip:()=>{}});return o.querySelector("canvas")?.setAttribute("aria-hidden","true"),l}var Ki=90;function jo(e,t){
if(e.data("rows",t.marks),e.signal("dot",t.marks.length<=Ki?14:0),!t.panel.over_time)return;let n=t.marks[0],o=n?(n.time_end??
0)-(n.time??0):1;e.signal("range_start",t.span[0]).signal("range_end",t.span[1]).signal("step",o)}function Vo({panel:e,marks:t,
span:n,aligned:o,height:i,describe:s,onPick:l}){let a=M(null),c=M(null),p={theme:Z.value,language:X.value,utc:j.value.times===
"utc",aligned:o},f=Uo.value,m=M({panel:e,marks:t,aligned:o,span:n,view:()=>c.current,onPick:l});Object.assign(m.current,
{panel:e,marks:t,aligned:o,span:n,onPick:l});let v=JSON.stringify(p);return R(()=>{if(!f||!a.current)return;let d=Gi(f,e,
p,a.current);return c.current=d,d.width(a.current.clientWidth).height(i),jo(d,m.current),d.runAsync(),()=>{c.current=null,
d.finalize()}},[f,e,v]),R(()=>{c.current&&(jo(c.current,m.current),c.current.runAsync())},[t,n[0],n[1]]),Ji(a,i,c),r("di\
v",{class:"chart",role:"img","aria-label":s,style:{height:`${i}px`},children:[r("div",{class:"canvas",ref:a}),r(Io,{plot:m.
current})]})}function Ji(e,t,n){R(()=>{let o=()=>{let s=e.current?.clientWidth??0;!n.current||!s||n.current.width(s).height(
t).runAsync()},i=new ResizeObserver(o);return i.observe(e.current),o(),()=>i.disconnect()},[t])}function ln(e,t){return fe(
e,t)}var Yi=1e3,Zi=100;function Xi(e){return{rows:e.events,total:e.total,next:e.next,newest:!0,pages:1}}function Qi(e,t){let n=e.
rows.length+t.events.length>Yi;return{rows:n?t.events:[...e.rows,...t.events],total:t.total,next:t.next,newest:e.newest&&
!n,pages:e.pages+1}}function es(e,t){let[n,o]=w(null),[i,s]=w(null),[l,a]=w(!1),c=M(null),p=M(!0),f=M(0),m=async(b,k)=>{
c.current?.abort();let C=c.current=new AbortController,$={invalid:t,before:b,limit:Zi,...e?{panel:e}:{}};try{let G=await Be(
J(_.peek()),$,C.signal);if(C.signal.aborted)return;s(null),e||(be.value=null),f.current=G.total,b||a(!1),o(Oe=>k&&Oe?Qi(
Oe,G):Xi(G))}catch(G){if(C.signal.aborted)return;G instanceof de&&!e&&(be.value=G.problem),G instanceof de&&s(G.problem.
message)}},v=async()=>{let b=await Be(J(_.peek()),{invalid:t,limit:1,...e?{panel:e}:{}}).catch(()=>null);b&&b.total!==f.
current&&a(!0)};R(()=>(p.current=!0,m(null,!1),()=>c.current?.abort()),[Ye.value,e,t]);let d=M(Y.peek());return mt(()=>{
Y.value!==d.current&&(d.current=Y.value,p.current?m(null,!1):v())}),{loaded:n,error:i,fresh:l,older:()=>{p.current=!1,m(
n?.next??null,!0)},newest:()=>{p.current=!0,m(null,!1)},hold:b=>{p.current=!b&&(n?.pages??1)===1}}}var ts=["job_id","ran\
k","event","message"];function un(e,t){let n=e.length?e:t?.columns??[],o=E.value?.fields??{};return["level",...(n.length?
n:ts.filter(s=>s in o)).filter(s=>s!=="level"&&s!=="@timestamp")]}var zo=new Set(["message","unparsed","stack_trace"]);function ns({
name:e,event:t}){let n=t[e],o=E.value?.fields[e];return e==="level"?r("td",{class:"level",children:r("span",{class:`pill\
 level-${String(n).toLowerCase()}`,children:String(n??"")})}):n==null?r("td",{}):Array.isArray(n)?r("td",{children:n.map(
W).join(", ")}):typeof n=="number"?r("td",{class:"number",title:String(n),children:q(n,o?.unit??null)}):z(n)?r("td",{title:U(
n),children:B(n)}):r("td",{class:zo.has(e)?"long":void 0,title:zo.has(e)?void 0:W(n),children:W(n)})}function os({event:e,
columns:t,open:n,toggle:o,controls:i}){let s=e.violations?.length??0,l=String(e["@timestamp"]??"");return r(x,{children:[
r("tr",{class:n?"event open":"event",onClick:()=>{getSelection()?.toString()||o()},children:[r("td",{class:"opener",children:r(
"button",{type:"button",class:"quiet","data-event":!0,"aria-expanded":n,"aria-label":u("expand_event"),onClick:c=>{c.stopPropagation(),
o()},children:r(T,{name:"chevron"})})}),r("td",{class:"flags",children:s>0&&r("span",{class:"flag",title:e.violations.join(
`
`),children:[r(T,{name:"warn"}),r("span",{class:"unseen",children:u("violations")})]})}),r("td",{class:"time",children:r(
"time",{dateTime:l,title:U(l),children:B(l,{ms:!0})})}),t.map(c=>r(ns,{name:c,event:e},c))]}),n&&r("tr",{class:"detail",
children:r("td",{colSpan:t.length+3,children:r(Po,{event:e,controls:i})})})]})}function rs({rows:e,columns:t,label:n,hold:o}){
let[i,s]=w(new Set),l=a=>{let c=new Set(i);c.delete(a)||c.add(a),o(c.size>0),s(c)};return r("div",{class:"scroll events",
role:"region","aria-label":n,tabIndex:0,children:r("table",{class:"data",children:[r("caption",{class:"unseen",children:n}),
r("thead",{children:r("tr",{children:[r("th",{scope:"col",children:r("span",{class:"unseen",children:u("expand_event")})}),
r("th",{scope:"col",children:r("span",{class:"unseen",children:u("violations")})}),r("th",{scope:"col",children:u("time")}),
t.map(a=>r("th",{scope:"col",children:a},a))]})}),r("tbody",{children:e.map(a=>{let c=String(a._id);return r(os,{event:a,
columns:t,open:i.has(c),toggle:()=>l(c),controls:!N},c)})})]})})}function Tt({panel:e,of:t,invalid:n=!1,columns:o=[]}){let{
loaded:i,error:s,fresh:l,older:a,newest:c,hold:p}=es(e,n);if(s)return r("p",{class:"error",role:"alert",children:s});if(!i)
return r("div",{class:"skeleton","aria-hidden":"true"});let f=t?.title??u("events");return i.rows.length?r(x,{children:[
l&&r("button",{type:"button",class:"fresh",onClick:c,children:u("new_events")}),r(rs,{rows:i.rows,columns:un(o,t),label:f,
hold:p}),r("footer",{class:"more",children:[r("span",{"aria-live":"polite",children:[ae(i.rows.length)," / ",u("event_co\
unt",{count:ae(i.total)})]}),!i.newest&&r("button",{type:"button",class:"button",onClick:c,children:u("newer")}),i.next&&
r("button",{type:"button",class:"button",onClick:a,children:u("older")})]})]}):r("p",{class:"nothing",children:u("empty_\
filter")})}function cn(e){let t=new Map;for(let n of e)t.set(n.label,n);return[...t.values()]}function is(e,t,n){return e.every(i=>i===
n!==t.has(i))?new Set:new Set(e.filter(i=>i!==n))}function ss(e,t){return t?Q((e.value??0)/t,"ratio"):""}function Bo({panel:e,
marks:t,hidden:n,setHidden:o}){let i=e.show==="bar"&&e.over_time;if(!e.by.length||e.show==="heatmap"||e.show==="bar"&&e.
by.length===1&&!i)return null;let s=cn(t),l=s.map(f=>f.label),a=s.reduce((f,m)=>f+(m.value??0),0),c=E.value?.dashboards.
find(f=>f.name===e.opens)?.title??"",p=f=>e.show==="donut"?`${q(f.value,e.unit)} · ${ss(f,a)}`:e.show==="bar"?"":q(f.value,
e.unit);return r("ul",{class:"legend",children:s.map(f=>r("li",{class:n.has(f.label)?"off":void 0,children:[r("button",{
type:"button","aria-pressed":!n.has(f.label),title:u("series_only",{name:f.label}),onClick:()=>o(is(l,n,f.label)),children:[
r("i",{class:"swatch",style:{background:f.colour}}),r("span",{class:"name",children:f.label}),r("b",{children:p(f)})]}),
e.opens&&r("button",{type:"button",class:"quiet","aria-label":u("open_in",{value:f.label,dashboard:c}),title:u("open_in",
{value:f.label,dashboard:c}),onClick:()=>Te(e,[f.by0],0),children:r(T,{name:"open"})})]},f.label))})}function as(e,t,n){R(()=>{if(!t)return;let o=i=>{e.current?.contains(i.target)||n()};return document.addEventListener("p\
ointerdown",o),document.addEventListener("focusin",o),()=>{document.removeEventListener("pointerdown",o),document.removeEventListener(
"focusin",o)}},[t])}function ls(e,t){R(()=>{let n=e.current;if(!t||!n)return;n.querySelector("[autofocus], input, button\
, a")?.focus({preventScroll:!0}),n.style.translate="";let{left:o,right:i}=n.getBoundingClientRect(),s=i-(document.documentElement.
clientWidth-8);s>0&&(n.style.translate=`${-Math.min(s,o-8)}px`)},[t])}function oe({label:e,name:t,title:n,class:o,children:i}){
let[s,l]=w(!1),a=M(null),c=M(null),p=M(null),f=()=>l(!1);return as(a,s,f),ls(c,s),r("div",{class:"popover",ref:a,onKeyDown:v=>{
v.key!=="Escape"||!s||(v.stopPropagation(),f(),p.current?.focus())},children:[r("button",{ref:p,type:"button",class:o??"\
button","aria-expanded":s,"aria-haspopup":"dialog","aria-label":t,title:n,onClick:()=>l(!s),children:e}),s&&r("div",{class:"\
popup",ref:c,role:"dialog","aria-label":t??(typeof e=="string"?e:n),children:i(f)})]})}function us(e,t){return typeof e=="number"&&typeof t=="number"?e-t:e==null?-1:t==null?1:String(e).localeCompare(String(t),
void 0,{numeric:!0})}function cs(e,t){if(!t)return e;let n=[...e].sort((o,i)=>us(o[t.column],i[t.column]));return t.down?
n.reverse():n}function fs({names:e,order:t,setOrder:n}){let o=e.length-1;return r("tr",{children:e.map((i,s)=>{let l=t?.
column===s,a=()=>n(l&&!t.down?null:{column:s,down:l?!1:s===o});return r("th",{scope:"col",class:s===o?"number":void 0,"a\
ria-sort":l?t.down?"descending":"ascending":void 0,children:r("button",{type:"button",onClick:a,children:[i,r("span",{"a\
ria-hidden":"true",children:l?t.down?" ↓":" ↑":""})]})},i)})})}function ds({value:e,panel:t,most:n}){if(z(e))return r(
"td",{class:"number",title:U(e),children:ne(e,Date.parse(O.value?.now??"")||Date.now())});let o=typeof e=="number"&&n>0?
Math.max(0,e/n):0;return r("td",{class:"number bar",style:{"--share":String(o)},title:typeof e=="number"?String(e):void 0,
children:r("span",{children:q(e,t.unit)})})}function ps({panel:e,index:t,row:n}){let o=n[t];if(t>=e.by.length)return r("\
td",{class:"time",children:z(o)?U(o):q(o,null)});let i=E.value?.dashboards.find(l=>l.name===e.opens)?.title,s=i?u("open_\
in",{value:String(o),dashboard:i}):u("filter_in");return r("td",{children:r("button",{type:"button",class:"link",title:s,
onClick:()=>Te(e,n,t),children:String(o)})})}function Wo({panel:e,caption:t,rows:n}){let[o,i]=w(null),s=fe(()=>cs(n,o),[
n,o]),l=[...e.by,...e.over_time?[u("time")]:[],e.field?`${e.measure} ${e.field}`:e.measure],a=l.length-1,c=Math.max(0,...n.
map(p=>typeof p[a]=="number"?p[a]:0));return n.length?r("div",{class:"scroll",tabIndex:0,role:"region","aria-label":t,children:r(
"table",{class:"data",children:[r("caption",{class:"unseen",children:t}),r("thead",{children:r(fs,{names:l,order:o,setOrder:i})}),
r("tbody",{children:s.map(p=>r("tr",{children:[p.slice(0,a).map((f,m)=>r(ps,{panel:e,index:m,row:p},m)),r(ds,{value:p[a],
panel:e,most:c})]},p.slice(0,a).join("\0")))})]})}):r("p",{class:"nothing",children:u("no_data")})}var ms={start:"1970-01-01T00:00:00Z",end:"1970-01-01T00:00:01Z",step_seconds:1};function hs(e){return _.value.align&&e.over_time&&
e.by.includes("job_id")}function _s(e,t,n){return n?[0,Math.max(1,...e.map(o=>o.time_end??0))]:[Date.parse(t.start),Date.
parse(t.end)]}function vs(e){return[...e.by,...e.over_time?[u("time")]:[],gs(e)]}function gs(e){return e.field?`${e.measure}\
 ${e.field}`:e.measure}function bs(e,t){if(!t.length)return`${e.title}. ${u("summary_none",{kind:e.show})}`;let n=cn(t),
o=u("summary_chart",{kind:e.show,series:n.length,points:t.length}),i=n.slice(0,5).map(s=>u("summary_series",{name:s.series||
e.title,value:q(s.value,e.unit)}));return`${e.title}. ${o} ${i.join(", ")}`}var ys=26;function ws(e,t,n){return e.show===
"bar"&&!e.over_time||e.show==="heatmap"?Math.max(110,Math.min(460,new Set(t.map(i=>i[0])).size*ys+(e.show==="heatmap"?90:
34))):n}function ks({panel:e,found:t,usual:n}){let[o,i]=w(new Set),s=hs(e),l=ws(e,t.rows??[],n),a=se.value??ms,c=ln(()=>Oo(
e,t.rows??[],a.step_seconds,s),[t.rows,s,a.step_seconds,Z.value,e]),p=ln(()=>o.size?c.filter(m=>!o.has(m.label)):c,[c,o]),
f=e.by.length?m=>Te(e,[m.by0,m.by1],0):void 0;return c.length?r("div",{class:e.show==="donut"?"figure beside":"figure",children:[
r(Vo,{panel:e,marks:p,span:_s(c,a,s),aligned:s,height:l,describe:bs(e,c),onPick:f}),r(Bo,{panel:e,marks:c,hidden:o,setHidden:i})]}):
r("p",{class:"nothing",style:{height:`${l}px`},children:u("no_data")})}function Ss({panel:e,found:t}){let n=t.rows?.[0]?.
at(-1),o=z(n),i=o?ne(n,Date.parse(O.value?.now??"")||Date.now()):q(n,e.unit),s=typeof n=="number"&&n>0&&/\b(ERROR|CRITICAL|oom)\b/.
test(e.query);return r("button",{type:"button",class:s?"metric bad":"metric",title:u("open_events"),onClick:()=>y(tn(e)),
children:[r("span",{class:"metric-title",children:e.title}),r("span",{class:"metric-value",title:o?U(n):typeof n=="numbe\
r"?String(n):void 0,children:t.rows?i:" "})]})}function xs(e,t){return t.map(n=>n.map((o,i)=>i<e.by.length&&o!==null?String(
o):o))}function Ps({panel:e,rows:t,table:n,setTable:o,large:i,setLarge:s}){let l=e.spec!==null,a=(c,p,f)=>r("button",{type:"\
button",class:"item",onClick:()=>{p(),f()},children:c});return r(oe,{class:"quiet",name:u("menu",{title:e.title}),label:r(
T,{name:"dots"}),children:c=>r("div",{class:"menu",children:[l&&a(n?u("show_chart"):u("show_table"),()=>o(!n),c),a(i?u("\
restore"):u("expand"),()=>s(!i),c),a(u("open_events"),()=>y(tn(e)),c),e.show!=="events"&&a(u("download_csv"),()=>yo(e.title,
vs(e),t),c),e.query&&r("code",{class:"menu-query",children:e.query})]})})}function Cs({dashboard:e,panel:t,found:n,table:o,
large:i}){return t.show==="events"?r(Tt,{panel:`${e.name}.${t.index}`,of:t}):n.error&&!n.rows?r("p",{class:"error",role:"\
alert",children:n.error.message}):n.rows?o||t.show==="table"?r(Wo,{panel:t,caption:u("data_of",{title:t.title}),rows:xs(
t,n.rows)}):r(ks,{panel:t,found:n,usual:i?420:200}):r("div",{class:"skeleton","aria-hidden":"true"})}function Go({dashboard:e,
panel:t}){let[n,o]=w(!1),[i,s]=w(!1),l=Ze(e,t).value;if(t.show==="metric")return r("li",{class:"cell metric-cell",children:r(
Ss,{panel:t,found:l})});let a=i||t.show==="events",c=`panel-${t.index}`;return r("li",{class:a?"cell wide":"cell",children:r(
"section",{class:`panel show-${t.show}`,"aria-labelledby":c,children:[r("header",{children:[r("h2",{id:c,children:t.title}),
l.error&&l.rows&&r("span",{class:"error",title:l.error.message,children:r(T,{name:"warn"})}),r(Ps,{panel:t,rows:l.rows??
[],table:n,setTable:o,large:i,setLarge:s})]}),r(Cs,{dashboard:e,panel:t,found:l,table:n,large:i})]})})}function Ms(e){let t=[];for(let n of e){let o=n.show==="metric"?"metrics":n.show==="events"?"lists":"charts",i=t.at(-1);
i?.kind===o?i.panels.push(n):t.push({kind:o,panels:[n]})}return t}function Es({of:e}){return r(x,{children:Ms(e.panels).
map(({kind:t,panels:n})=>r("ul",{class:`grid ${t}`,children:n.map(o=>r(Go,{dashboard:e,panel:o},o.index))},`${e.name} ${n[0]?.
index}`))})}function Ko(){let e=te.value;if(!e)return r("p",{class:"nothing",children:u("unknown_dashboard")});let t=_.value.
picks.job_id??[];return r(x,{children:[r(Ct,{}),r(To,{of:e,jobs:t}),r(Es,{of:e},e.name)]})}function Ts(){let e=un(_.value.columns),t=Object.keys(E.value?.fields??{}).filter(o=>o!=="@timestamp"&&o!=="level"),n=o=>{
let i=e.includes(o)?e.filter(s=>s!==o):[...e,o];y({columns:i.filter(s=>s!=="level")},{replace:!0})};return r(oe,{label:u(
"columns"),class:"button chosen",children:()=>r("div",{class:"choices",children:[r("div",{class:"list",role:"group","ari\
a-label":u("columns"),children:t.map(o=>r("label",{class:"choice",title:E.value?.fields[o]?.description,children:[r("inp\
ut",{type:"checkbox",checked:e.includes(o),onChange:()=>n(o)}),r("span",{class:"name",children:o})]},o))}),r("button",{type:"\
button",class:"item",onClick:()=>y({columns:[]},{replace:!0}),children:u("columns_reset")})]})})}var Ls=["service","pars\
e_error","unparsed"];function Jo(){let{columns:e,invalid:t}=_.value,n=e.length||!t?e:Ls,o=(i,s)=>r("button",{type:"butto\
n","aria-pressed":t===i,onClick:()=>y({invalid:i,columns:[]}),children:s});return r(x,{children:[r(Ct,{}),r("section",{class:"\
panel all-events","aria-label":u("events"),children:[r("header",{children:[r("div",{class:"switch",role:"group","aria-la\
bel":u("events"),children:[o(!1,u("parsed")),o(!0,`${u("invalid_lines")}${O.value?.invalid?` (${O.value.invalid})`:""}`)]}),
r("span",{class:"space"}),r(Ts,{})]}),r(Tt,{invalid:t,columns:n})]})]})}function Rs(){let[e,t]=w(null);return R(()=>{no().then(t,()=>{})},[Y.value,O.value?.faults]),e}function $s(e,t){return typeof t==
"number"&&e.includes("bytes")?De(t):typeof t=="number"&&e.endsWith("_gb")?`${Q(t,null)} GB`:typeof t=="number"&&/ratio|share|utili[sz]ation$/.
test(e)&&t<=1?Q(t,"ratio"):z(t)?U(t):W(t)}function Ds(e){return typeof e=="object"&&e!==null&&!Array.isArray(e)}function Yo(e,t=""){
return Object.entries(e).flatMap(([n,o])=>Ds(o)?Yo(o,`${t}${n}.`):o==null?[]:[[t+n,o]])}function fn({of:e}){return r("dl",
{class:"pairs",children:Yo(e).map(([t,n])=>r("div",{children:[r("dt",{children:t}),r("dd",{children:$s(t,n)})]},t))})}function Os({
of:e}){let[t,n,o]=["memory_allocated_gb","memory_reserved_gb","memory_total_gb"].map(s=>e[s]);if(typeof t!="number"||typeof o!=
"number"||!o)return null;let i=s=>({width:`${Math.min(100,100*s/o)}%`});return r("div",{class:"memory",children:[r("span",
{children:[Q(t,null)," / ",Q(o,null)," GB (",Q(t/o,"ratio"),")"]}),r("div",{class:"bar","aria-hidden":"true",children:[typeof n==
"number"&&r("i",{class:"reserved",style:i(n)}),r("i",{style:i(t)})]})]})}function As({of:e}){let t=n=>{let o=n.timestamp;
return typeof o=="number"?B(o*1e3,{ms:!0}):z(o)?B(o,{ms:!0}):W(o??"")};return r("table",{class:"data",children:r("tbody",
{children:e.map((n,o)=>r("tr",{children:[r("td",{class:"time",children:t(n)}),r("td",{class:"level",children:r("span",{class:`\
pill level-${String(n.level??"info").toLowerCase()}`,children:String(n.level??"")})}),r("td",{class:"long",children:W(n.
message??n.category??"")})]},o))})})}function Ns({of:e}){return r("article",{class:"panel fault-detail","aria-label":e.type??
u("tags"),children:[r("header",{children:[r("h2",{children:e.type??e.fault??u("tags")}),r("span",{class:e.waiting?"badge\
 warn":"badge",children:e.waiting?u("not_sent"):u("delivered")})]}),r("p",{class:"message",children:e.message}),r(fn,{of:{
time:e.time,job_id:e.job_id,rank:e.rank,run:e.run,fault:e.fault,level:e.level,tries:e.tries||null,id:e.id}}),e.gpu&&r(x,
{children:[r("h3",{children:u("gpu")}),r(Os,{of:e.gpu}),r(fn,{of:e.gpu})]}),e.stack&&r(x,{children:[r("h3",{children:u("\
stack")}),r("pre",{tabIndex:0,children:e.stack})]}),e.breadcrumbs.length>0&&r(x,{children:[r("h3",{children:u("breadcrum\
bs")}),r(As,{of:e.breadcrumbs})]}),Object.keys(e.contexts).length>0&&r(x,{children:[r("h3",{children:u("contexts")}),r(fn,
{of:e.contexts})]})]})}function Zo(){let e=Rs(),[t,n]=w(null);if(!e)return r("div",{class:"skeleton","aria-hidden":"true"});
let o=e.faults.find(i=>i.id===t)??e.faults[0];return o?r("div",{class:"faults",children:[r("ul",{class:"fault-list","ari\
a-label":u("faults"),children:e.faults.map(i=>r("li",{children:r("button",{type:"button","aria-current":i===o,onClick:()=>n(
i.id),children:[r("b",{children:i.type??i.fault??u("tags")}),r("span",{children:i.message??""}),r("span",{class:"hint",children:[
B(i.time),i.job_id&&` · ${i.job_id}`,i.rank!==null&&` · ${u("rank")} ${i.rank}`,i.waiting&&` · ${u("waiting")}`]})]})},
i.id))}),r(Ns,{of:o}),r("p",{class:"hint",children:u("folder",{folder:e.folder})})]}):r("section",{class:"empty",children:[
r("p",{children:u("empty_faults")}),r("p",{class:"hint",children:u("folder",{folder:e.folder})})]})}var ke=P(!1);function qs(e){return e instanceof HTMLElement&&(e.isContentEditable||/^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName))}
function Xo(e){let t=[...document.querySelectorAll("[data-event]")],n=t.indexOf(document.activeElement),o=t[Math.max(0,Math.
min(t.length-1,n===-1?0:n+e))];o?.focus(),o?.scrollIntoView({block:"nearest"})}function Is(e){let t=E.value?.dashboards??
[],n=t[e];if(n)return y({view:"dashboard",dashboard:n.name});let o=["events","faults","alerts"][e-t.length];o&&y({view:o})}
var Fs={"/":()=>document.getElementById("query")?.focus(),"?":()=>ke.value=!0,j:()=>Xo(1),k:()=>Xo(-1),p:()=>V.value=!V.
value,t:()=>Ge({theme:Z.value==="dark"?"light":"dark"})};function Qo(){addEventListener("keydown",e=>{if(e.ctrlKey||e.metaKey||
e.altKey||qs(e.target)||!j.value.keys)return;let t=Fs[e.key]??(/^[1-9]$/.test(e.key)?()=>Is(Number(e.key)-1):null);t&&(e.
preventDefault(),t())})}function js(e,t){let[n,o]=w(null);return R(()=>{let i=new AbortController,s=setTimeout(()=>{Qn(e,t,J(_.peek()),i.signal).
then(o,()=>{})},t?120:0);return()=>{clearTimeout(s),i.abort()}},[e,t]),n}function Us({value:e,count:t,on:n,toggle:o}){return r(
"label",{class:"choice",children:[r("input",{type:"checkbox",checked:n,onChange:o}),r("span",{class:"name",title:e,children:e}),
t!==null&&r("span",{class:"count",children:ae(t)})]})}function Hs({field:e}){let[t,n]=w(""),o=M(null),i=js(e,t),s=_.value.
picks[e]??[],l=p=>{y(ht(e,s.includes(p)?s.filter(f=>f!==p):[...s,p]))},a=(i?.values??[]).filter(p=>p.value!==null).map(p=>({
value:String(p.value),count:p.count})),c=s.filter(p=>!t&&!a.some(f=>f.value===p)).map(p=>({value:p,count:null}));return r(
"div",{class:"choices",children:[r("input",{type:"search",class:"find",placeholder:u("find"),"aria-label":u("pick_title",
{field:e}),value:t,onInput:p=>n(p.currentTarget.value)}),r("div",{class:"list",ref:o,role:"group","aria-label":e,"aria-b\
usy":i===null,children:[[...c,...a].map(p=>r(Us,{...p,on:s.includes(p.value),toggle:()=>l(p.value)},p.value)),i&&!a.length&&
!c.length&&r("p",{class:"nothing",children:u("no_data")})]}),i?.more&&r("p",{class:"hint",children:u("more_values")}),s.
length>0&&r("button",{type:"button",class:"item",onClick:()=>y(ht(e,[])),children:u("clear")})]})}function Vs(e,t){return t.
length?t.length===1?`${e}: ${t[0]}`:`${e}: ${t[0]} +${t.length-1}`:e}function er({field:e}){let t=_.value.picks[e]??[];return r(
"span",{class:t.length?"picker on":"picker",children:[r(oe,{label:Vs(e,t),name:`${u("pick_title",{field:e})}${t.length?`\
: ${t.join(", ")}`:""}`,title:t.join(`
`)||void 0,class:"button chosen",children:()=>r(Hs,{field:e})}),t.length>0&&r("button",{type:"button",class:"quiet","ari\
a-label":u("remove",{name:e}),title:u("remove",{name:e}),onClick:()=>y(ht(e,[])),children:r(T,{name:"close"})})]})}var nr="logloom.queries",zs=20;function or(){try{return JSON.parse(localStorage.getItem(nr)??"[]")}catch{return[]}}function Bs(e){
if(e)try{localStorage.setItem(nr,JSON.stringify([e,...or().filter(t=>t!==e)].slice(0,zs)))}catch{}}var tr={start:0,end:0,
options:[]},et=P(null);function Ws(e,t){let n=t?[]:or().slice(0,5).map(o=>({text:o,kind:"recent",detail:u("recent_one")}));
return{start:e.start,end:e.end,options:[...n,...e.options]}}function Gs(e,t){return e!==null&&(e.at??0)<t.trimEnd().length}
function Ks(){let[e,t]=w(tr),[n,o]=w(-1),i=M(null);return{now:e,active:n,setActive:o,look:async(a,c)=>{i.current?.abort();
let p=i.current=new AbortController,f=await eo(a,c,p.signal).catch(()=>null);!f||p.signal.aborted||(et.value=Gs(f.error,
a)?f.error:null,t(Ws(f,a)),o(-1))},close:()=>{i.current?.abort(),t(tr),o(-1)}}}function Js({text:e,of:t}){let n=t.at??0,
o=Math.max(1,(t.end??n+1)-n);return r("div",{class:"fault",role:"alert",id:"query-fault",children:[t.at!==null&&r("pre",
{"aria-hidden":"true",children:[r("span",{children:e.slice(0,n)}),r("mark",{children:"^".repeat(o)})]}),r("p",{children:[
t.message,t.at!==null&&r("span",{class:"unseen",children:[" (",u("error_at",{at:n+1}),")"]})]})]})}function Ys({offer:{options:e},
active:t,take:n}){return R(()=>{document.getElementById(`option-${t}`)?.scrollIntoView({block:"nearest"})},[t]),r("ul",{
class:"options",id:"query-options",role:"listbox","aria-label":u("query"),children:e.map((o,i)=>r("li",{id:`option-${i}`,
role:"option","aria-selected":i===t,onPointerDown:s=>{s.preventDefault(),n(i)},children:[r("i",{class:`kind kind-${o.kind}`,
"aria-hidden":"true",children:o.kind[0]}),r("span",{class:"option-text",children:o.text}),r("span",{class:"option-detail",
children:o.detail})]},`${o.kind} ${o.text}`))})}function rr(){let e=M(null),[t,n]=w(_.value.q),{now:o,active:i,setActive:s,
look:l,close:a}=Ks();R(()=>{n(_.value.q),et.value=null},[_.value.q]);let c=(h=t)=>{a(),Bs(h.trim()),et.value=null,y({q:h.
trim()})},p=(h,b)=>{n(h),l(h,b)},f=h=>{let b=o.options[h];if(!b)return;if(b.kind==="recent")return n(b.text),c(b.text);let k=t.
slice(0,o.start)+b.text+t.slice(o.end),C=o.start+b.text.length;p(k,C),requestAnimationFrame(()=>e.current?.setSelectionRange(
C,C))},m=h=>{let b=o.options.length-1;if(h.key==="ArrowDown")return v(h,o.options.length?Math.min(i+1,b):-1);if(h.key===
"ArrowUp"&&i>=0)return v(h,i-1);if(h.key==="Enter")return d(h);if(h.key==="Tab"&&i>=0)return h.preventDefault(),f(i);h.key===
"Escape"&&(h.stopPropagation(),o.options.length?a():e.current?.blur())},v=(h,b)=>{h.preventDefault(),o.options.length?s(
b):l(t,e.current?.selectionStart??t.length)},d=h=>{h.preventDefault(),i>=0?f(i):c()},g=et.value??be.value,L=o.options.length>
0;return r("form",{class:"query",role:"search",onSubmit:h=>{h.preventDefault(),c()},children:[r("div",{class:g?"box wron\
g":"box",children:[r(T,{name:"search"}),r("input",{ref:e,id:"query",type:"text",role:"combobox",autoComplete:"off",autoCapitalize:"\
off",spellcheck:!1,maxLength:4096,"aria-label":u("query_help"),"aria-expanded":L,"aria-controls":"query-options","aria-a\
utocomplete":"list","aria-activedescendant":i>=0?`option-${i}`:void 0,"aria-invalid":g!==null,"aria-describedby":g?"quer\
y-fault":void 0,placeholder:u("query_placeholder"),value:t,onKeyDown:m,onBlur:a,onInput:h=>p(h.currentTarget.value,h.currentTarget.
selectionStart??0),onClick:h=>{l(t,h.currentTarget.selectionStart??0)}}),t&&r("button",{type:"button",class:"quiet","ari\
a-label":u("query_clear"),title:u("query_clear"),onClick:()=>{n(""),c("")},children:r(T,{name:"close"})})]}),L&&r(Ys,{offer:o,
active:i,take:f}),g&&!L&&r(Js,{text:et.value?t:_.value.q,of:g})]})}var ar=[["all","all_time"],["now-15m","last_15m"],["now-1h","last_1h"],["now-6h","last_6h"],["now-24h","last_24h"],["now\
-7d","last_7d"],["now-30d","last_30d"]];function Zs(e,t){let n=ar.find(([i])=>i===e);if(n&&(t==="now"||e==="all"))return u(
n[1]);let o=i=>i==="now"?u("until_now"):Number.isNaN(Date.parse(i))?i:B(i);return`${o(e)} – ${o(t)}`}function ir(e){let t=new Date(
e??Date.now()),n=j.value.times==="utc"?0:t.getTimezoneOffset()*6e4;return new Date(t.getTime()-n).toISOString().slice(0,
19)}function sr(e){return new Date(j.value.times==="utc"?`${e}Z`:e).toISOString()}function Xs({close:e}){let[t,n]=w(ir(se.
value?.start)),[o,i]=w(ir(se.value?.end)),s=!!(t&&o&&t<o);return r("form",{class:"custom",onSubmit:a=>{a.preventDefault(),
s&&(y({from:sr(t),to:sr(o)}),e())},children:[r("label",{children:[u("frame_from"),r("input",{type:"datetime-local",step:"\
1",value:t,onInput:a=>n(a.currentTarget.value)})]}),r("label",{children:[u("frame_to"),r("input",{type:"datetime-local",
step:"1",value:o,onInput:a=>i(a.currentTarget.value)})]}),r("button",{type:"submit",class:"button primary",disabled:!s,children:u(
"apply")})]})}function Qs(){let e=se.value;if(!e)return;let[t,n]=[Date.parse(e.start),Date.parse(e.end)],o=(n-t)/2,i=Math.
min(n+o,Math.max(n,Date.now()));y({from:new Date(t-o).toISOString(),to:new Date(i).toISOString()})}function lr(){let{from:e,
to:t}=_.value,n=Zs(e,t);return r("div",{class:"range",children:[r(oe,{label:n,name:`${u("time_range")}: ${n}`,class:"but\
ton chosen",children:o=>r("div",{class:"ranges",children:[ar.map(([i,s])=>r("button",{type:"button",class:"item","aria-p\
ressed":i===e,onClick:()=>{y({from:i,to:"now"}),o()},children:u(s)},i)),r(Xs,{close:o})]})}),e!=="all"&&r("button",{type:"\
button",class:"button",onClick:Qs,title:u("zoom_out"),"aria-label":u("zoom_out"),children:"−"})]})}function ea(){let e=_.value,t=(E.value?.dashboards??[]).map(o=>({to:{view:"dashboard",dashboard:o.name},label:o.title,on:o===
te.value})),n=(o,i)=>({to:{view:o},label:u(o),on:e.view===o,badge:i});return[...t,n("events"),n("faults",O.value?.faults),
n("alerts",O.value?.firing)]}function ta({tab:e}){let t={..._.value,...e.to},n=o=>{o.ctrlKey||o.metaKey||o.shiftKey||(o.
preventDefault(),y(e.to),scrollTo({top:0}))};return r("a",{href:We(t),"aria-current":e.on?"page":void 0,onClick:n,children:[
e.label,!!e.badge&&r("span",{class:"count",children:e.badge})]})}function na(){let e=O.value;if(N)return r("span",{class:"\
status",children:u("report",{at:U(N.made_at)})});let t=Je.value==="lost"?"lost":V.value?"paused":"live",n=e?u("store",{events:ae(
e.events),jobs:ae(e.jobs),size:De(e.store_bytes)}):"",o=e?.last?u("newest_event",{ago:ne(e.last,Date.parse(e.now))}):"";
return r("div",{class:`status ${t}`,children:[r("span",{class:"store",title:o,children:n}),r("span",{role:"status",children:[
r("i",{class:"dot","aria-hidden":"true"}),u(t)]}),r("button",{type:"button",class:"quiet","aria-pressed":V.value,"aria-l\
abel":V.value?u("resume"):u("pause"),title:`${V.value?u("resume"):u("pause")} (p)`,onClick:()=>V.value=!V.value,children:r(
T,{name:V.value?"play":"pause"})})]})}function dn({of:e,label:t,options:n}){return r("fieldset",{children:[r("legend",{children:u(
t)}),r("div",{class:"switch",children:n.map(([o,i])=>r("button",{type:"button","aria-pressed":j.value[e]===o,onClick:()=>Ge(
{[e]:o}),children:i},o))})]})}function oa(){return r(oe,{class:"quiet",name:u("settings"),title:u("settings"),label:r(T,
{name:"gear"}),children:()=>r("div",{class:"settings",children:[r(dn,{of:"theme",label:"theme",options:[["auto",u("auto")],
["light",u("light")],["dark",u("dark")]]}),r(dn,{of:"language",label:"language",options:[["auto",u("auto")],["en","Engli\
sh"],["zh","中文"]]}),r(dn,{of:"times",label:"times",options:[["local",u("local_time")],["utc",u("utc")]]})]})})}function ur(){
let e=E.value;return r("header",{class:"top",children:[r("a",{class:"skip",href:"#main",children:u("main")}),r("a",{class:"\
brand",href:location.pathname,onClick:t=>{t.preventDefault(),y({view:"dashboard",dashboard:""})},title:`logloom ${e?.logloom??
""} · ${e?.name??""} ${e?.version??""}`,children:[r("svg",{viewBox:"0 0 16 16",width:"18",height:"18","aria-hidden":"tr\
ue",children:[r("path",{d:"M2 4h12M2 8h12M2 12h8"}),r("path",{class:"warp",d:"M5 2v12M11 2v8"})]}),"logloom"]}),r("nav",
{"aria-label":u("dashboards"),children:ea().map(t=>r(ta,{tab:t},t.label))}),r(na,{}),r(oa,{}),r("button",{type:"button",
class:"quiet","aria-label":u("help"),title:`${u("help")} (?)`,onClick:()=>ke.value=!0,children:r(T,{name:"help"})})]})}function ra(){
let[e,t]=w(!1),n=()=>{wt(location.href).then(()=>{t(!0),setTimeout(()=>t(!1),1500)})},o=e?u("copied"):u("copy_link");return r(
"button",{type:"button",class:"button link-button",onClick:n,title:o,"aria-label":o,children:e?"✓":r(T,{name:"link"})})}
function ia(){let e=te.value,t=e?e.controls:[...new Set((E.value?.dashboards??[]).flatMap(o=>o.controls))].slice(0,4),n=Object.
keys(_.value.picks).filter(o=>!t.includes(o));return[...t,...n]}function cr(){let{view:e,q:t,picks:n}=_.value;if(N||e===
"faults"||e==="alerts")return null;let o=t!==""||Object.keys(n).length>0;return r("div",{class:vt.value?"filters-bar bus\
y":"filters-bar",children:[r("div",{class:"filters-row",children:[r(rr,{}),r(lr,{}),r(ra,{})]}),r("div",{class:"filters-\
row",role:"group","aria-label":u("filters"),children:[ia().map(i=>r(er,{field:i},i)),o&&r("button",{type:"button",class:"\
link",onClick:()=>y({q:"",picks:{}}),children:u("clear_all")})]})]})}function sa(e,t){let[n,o]=w(!1);return R(()=>{if(!e){
o(!1);return}let i=setTimeout(()=>o(!0),t);return()=>clearTimeout(i)},[e]),n}function fr(){let e=sa(Je.value==="lost",2e3),
t=O.value?.problems??[],n=O.value?.behind_bytes??0;return r("div",{class:"problems","aria-live":"polite",children:[e&&r(
"p",{class:"error",children:[r(T,{name:"warn"}),u("lost_how")]}),t.map(o=>r("p",{class:"error",children:[r(T,{name:"warn"}),
o]},o)),n>1e6&&r("p",{class:"hint",children:u("behind",{size:De(n)})})]})}var aa=[["/","help_query"],["1 – 9","help_ta\
bs"],["j  k","help_events"],["Enter","help_expand"],["p","help_pause"],["t","help_theme"],["?","help_help"],["Esc","help\
_close"]];function dr(){let e=M(null);return R(()=>{ke.value?e.current?.showModal():e.current?.close()},[ke.value]),r("d\
ialog",{ref:e,class:"help","aria-labelledby":"help-title",onClose:()=>ke.value=!1,onClick:t=>t.target===e.current&&e.current?.
close(),children:[r("header",{children:[r("h2",{id:"help-title",children:u("about_shortcuts")}),r("button",{type:"button",
class:"quiet","aria-label":u("close"),onClick:()=>ke.value=!1,children:r(T,{name:"close"})})]}),r("dl",{children:aa.map(
([t,n])=>r("div",{children:[r("dt",{children:r("kbd",{children:t})}),r("dd",{children:u(n)})]},t))}),r("p",{children:u("\
query_help")}),r("p",{children:u("drag_to_zoom")}),r("label",{class:"check",children:[r("input",{type:"checkbox",checked:j.
value.keys,onChange:()=>Ge({keys:!j.value.keys})}),u("keys_on")]})]})}function la(){let{view:e}=_.value;return e==="events"?r(Jo,{}):e==="faults"?r(Zo,{}):e==="alerts"?r(ko,{}):r(Ko,{})}function ua(){
let e=te.value,t=_.value.view!=="dashboard";return r("div",{class:"title",children:[r("h1",{children:t?u(_.value.view):e?.
title}),!t&&e?.description&&r("p",{children:e.description})]})}function ca(){return E.value?r(x,{children:[r(ur,{}),r(cr,
{}),r(fr,{}),r("main",{id:"main",tabIndex:-1,children:[r(ua,{}),r(la,{})]}),r(dr,{}),r(Fo,{})]}):r("div",{class:"skeleto\
n"})}H(()=>{let e=_.value.view,t=e==="dashboard"?te.value?.title:u(e);document.title=t?`${t} · logloom`:"logloom"});Cn(
r(ca,{}),document.getElementById("page"));Qo();vo().catch(e=>{document.getElementById("page").textContent=String(e instanceof
Error?e.message:e)});})();
